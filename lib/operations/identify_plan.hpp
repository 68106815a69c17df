// The ids of a plan that is about to become a mall's current one.
#pragma once

#include <optional>

#include "core/uuid.hpp"
#include "db/session.hpp"
#include "plan/match.hpp"
#include "plan/model.hpp"

namespace mallctl::operations {

struct IdentifiedPlan {
    // The current plan, where `plan` is not the same and there is one.
    std::optional<plan::Plan> previous;
    plan::Matching matching;  // without units at a first import
};

// plan::match_ids of `plan` with the mall's current plan. That is read only where it is needed: the usual
// import of the same file again is known by its digest.
IdentifiedPlan identify_plan(db::Transaction& transaction, const core::Uuid& mall, plan::Plan& plan);

}  // namespace mallctl::operations
