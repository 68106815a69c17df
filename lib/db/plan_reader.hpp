// A stored plan as a value.
#pragma once

#include "core/uuid.hpp"
#include "db/connection.hpp"
#include "plan/model.hpp"

namespace mallctl::db {

// One query a table; features sorted by id within each class.
plan::Plan read_plan(Work& work, const core::Uuid& mall, const core::Uuid& plan_id);

}  // namespace mallctl::db
