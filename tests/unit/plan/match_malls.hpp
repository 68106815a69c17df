// Malls to match: grids of shops of known sizes, in metres from a place in Heidelberg.
#pragma once

#include <random>
#include <string>

#include "plan/match.hpp"

namespace mallctl::test::matching {

inline const core::Uuid match_mall = core::uuid_v5(core::mall_name_space, "riverside");

// The point `x` metres east and `y` metres north of the mall's corner, to better than a millimetre in a
// metre.
core::Point at(double x, double y);

core::MultiPolygon box(double x, double y, double width, double height);

// One building with the levels 0 up to `levels`, short names "G", "1", "2"; no units.
plan::Plan empty_mall(int levels);

// Adds a shop and returns it. The source id is left empty.
plan::Unit& add_unit(plan::Plan& plan, plan::LevelIndex level, const std::string& ref,
                     const core::MultiPolygon& geometry);

// `columns` x `rows` shops of 8 m x 6 m a level, "L-001" and so on, each with a source id and a door.
plan::Plan grid_mall(int levels, int columns, int rows);

// The same plan with the features of each class in another order; links follow.
plan::Plan shuffled(const plan::Plan& plan, std::mt19937& random);

// The plan with its first ids.
plan::Plan imported(plan::Plan plan);

// Every vertex elsewhere by up to `metres`, rings still closed.
void jitter(plan::Plan& plan, double metres, std::mt19937& random);

template <typename Change>
void for_each_unit(plan::Plan& plan, Change change) {
    for (plan::Unit& unit : plan.units) change(unit);
}

// Without what only the first importer of this mall could know: source ids, and ids.
plan::Plan from_elsewhere(plan::Plan plan);

// As an importer yields it.
plan::Plan raw(plan::Plan plan);

// The unit's id by its ref; fails the test where there is none or more than one.
core::Uuid id_of(const plan::Plan& plan, const std::string& ref);

// What became of the unit that is or was called `reference`.
const plan::UnitChange& change_of(const plan::Matching& matching, const std::string& reference);

// True where no id is used twice and none is nil.
bool ids_are_unique(const plan::Plan& plan);

}  // namespace mallctl::test::matching
