// The mall as it is kept, checked: its current plan, and its catalog against it.
#pragma once

#include <string>

#include "core/diagnostic.hpp"
#include "db/session.hpp"
#include "plan/model.hpp"

namespace mallctl::operations {

struct CheckedMall {
    plan::Plan plan;
    core::Diagnostics findings;  // check_kept_plan, then check_catalog
};

// One read transaction. Throws core::Error(failed) for an unknown mall and for one without a plan.
CheckedMall check_mall(db::Session& session, const std::string& mall);

}  // namespace mallctl::operations
