// Builds the artifacts of a mall from its newest version.
#pragma once

#include <cstdint>
#include <string>

#include "core/diagnostic.hpp"
#include "db/session.hpp"

namespace mallctl::operations {

struct BuildReport {
    bool rebuilt = false;  // false: it was up to date
    std::string sha256;
    std::int64_t size = 0;
    core::Diagnostics findings;
};

BuildReport build_nav(db::Session& session, const std::string& mall_slug);

}  // namespace mallctl::operations
