// What people look for on the current plan apart from units, without reading the plan.
#pragma once

#include <string>
#include <vector>

#include "core/names.hpp"
#include "core/uuid.hpp"
#include "db/session.hpp"

namespace mallctl::db {

struct PlanFind {
    core::Uuid id;
    core::Names names;
    std::string category;
};

// The amenities, then the connectors of the plan, each by id; none without a plan. `transaction` must be one
// for a mall.
std::vector<PlanFind> plan_finds(Transaction& transaction);

}  // namespace mallctl::db
