// Plans to store: one with everything in it, and large ones.
#pragma once

#include "core/uuid.hpp"
#include "plan/model.hpp"

namespace mallctl::test {

// Two buildings, two levels and at least one feature of every class, with every optional field both set and
// left out; ids are assigned and differ between malls.
plan::Plan sample_plan(const core::Uuid& mall);

// A plan of one level with `units` units, as many openings, and an occupant in every second unit.
plan::Plan large_plan(const core::Uuid& mall, std::size_t units);

// The same plan with the features of each class in the order of their ids: the order in which the database
// answers.
plan::Plan sorted(const plan::Plan& plan);

// As an importer yields it: the features of every class without ids.
plan::Plan without_ids(plan::Plan plan);

// The id that a mall of this slug gets.
core::Uuid mall_id(const std::string& slug);

// True when nothing that a plan says differs.
bool equal(const plan::Plan& a, const plan::Plan& b);

}  // namespace mallctl::test
