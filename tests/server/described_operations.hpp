// The operations of a running server as its own description (/api/v1/openapi.json) tells them, with values
// that make each of them work in the mall arcade of AttackedMalls: what an attack then varies.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "tests/server/attacked_malls.hpp"

namespace mallctl::test {

struct DescribedOperation {
    std::string method;   // "PATCH"
    std::string pattern;  // "/api/v1/malls/{mall}/products/{slug}"
    // Each name in the path and in the query, with a value that is known there; "" where the query needs
    // none.
    std::vector<std::pair<std::string, std::string>> path_values;
    std::vector<std::pair<std::string, std::string>> parameters;
    std::vector<std::string> required;  // of the parameters
    nlohmann::json body;                // null: takes none; else with all members that the schema names
    std::string body_type;

    bool reads() const { return method == "GET"; }
    std::string name() const { return method + " " + pattern; }

    // The target with one value changed: of `changed`, in the path or the query, to `value`; neither for "".
    std::string target(const std::string& changed = "", const std::string& value = "") const;
};

std::vector<DescribedOperation> described_operations(const AttackedMalls& malls, const std::string& token);

}  // namespace mallctl::test
