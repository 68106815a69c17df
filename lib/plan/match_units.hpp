// Units of a new plan, matched with those of the plan before.
#pragma once

#include <vector>

#include "plan/match_pairs.hpp"
#include "plan/match_shape.hpp"

namespace mallctl::plan {

// The units of one plan with what matching them needs.
struct UnitSide {
    UnitSide(const Plan& plan, std::vector<std::optional<LevelIndex>> levels);

    const std::vector<Unit>& units;
    std::vector<Shape> shapes;
    std::vector<std::optional<LevelIndex>> levels;  // of each unit, as the old plan counts them

    // What the source calls the unit, whatever a person calls it.
    const std::string& source_ref(UnitIndex unit) const;
};

struct UnitMatches {
    Pairing pairs;
    // By unit of the new plan that keeps an id: the other units into which that one was divided (new plan),
    // and the other units that went into it (old plan). Mostly empty.
    std::vector<std::vector<UnitIndex>> parts;
    std::vector<std::vector<UnitIndex>> origins;
};

// By id, source id, ref, overlap, as match.hpp says. `old_levels` is the number of levels of the old plan;
// across formats (`same_format` false) a source id that is no UUID proves nothing without a place or ref in
// common.
UnitMatches match_units(const UnitSide& fresh, const UnitSide& old, std::size_t old_levels, bool same_format);

// Finds splits and mergers among what match_units has linked and what it has left: the last step of it.
void find_parts(UnitMatches& matches, const UnitSide& fresh, const UnitSide& old, std::size_t old_levels);

}  // namespace mallctl::plan
