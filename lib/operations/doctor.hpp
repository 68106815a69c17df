// Is everything that mallctl stands on in order? Each thing looked at is a line, with advice where it is not.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "db/endpoint.hpp"

namespace mallctl::operations {

enum class Health { ok, warning, error };

// "ok", "warning", "error".
const char* to_string(Health health);

struct HealthLine {
    std::string code;   // "D001": what is looked at; mallctl-diagnostics(7)
    std::string check;  // "cluster"
    Health health = Health::ok;
    std::string found;
    std::string advice;  // empty where all is well
};

struct DoctorRequest {
    // The database, or why there is none: throws core::Error, as Context::endpoint does.
    std::function<db::Endpoint()> endpoint;
    bool private_cluster = true;
    std::filesystem::path data_dir;
};

// Looks at everything in the order of codes; changes nothing. What needs the database is left out when that
// cannot be reached, which is a line itself; so nothing is thrown for what it is there to find.
std::vector<HealthLine> examine(const DoctorRequest& request);

}  // namespace mallctl::operations
