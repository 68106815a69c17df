// Builds the artifacts of a mall from its newest version.
#pragma once

#include <cstdint>
#include <string>

#include "core/diagnostic.hpp"
#include "db/session.hpp"
#include "plan/model.hpp"

namespace mallctl::operations {

struct BuildReport {
    bool rebuilt = false;  // false: it was up to date
    std::string sha256;
    std::int64_t size = 0;
    core::Diagnostics findings;
};

// Digest of what the navigation artifact is built from: the plan with its ids, and the builder's own layout
// version.
std::string nav_input_sha256(const plan::Plan& plan);

// The same, for the plan::digest of a plan.
std::string nav_input_of_digest(const std::string& digest);

// One transaction; nothing is written when the input has not changed. Throws core::Error(failed) for an
// unknown mall or one without a plan.
BuildReport build_nav(db::Session& session, const std::string& mall_slug);

}  // namespace mallctl::operations
