// A feature as a list of facts, in one form for every class: what diff compares and shows.
#pragma once

#include <string>
#include <vector>

#include "core/geometry.hpp"
#include "plan/model.hpp"

namespace mallctl::plan {

// One field of one feature. Two facts are equal when their keys are: a level that is shown under a new label
// is the same level.
struct Fact {
    std::string field;
    std::string key;
    std::string shown;
};

struct FeatureFacts {
    std::string kind;
    int place = 0;  // of the kind among all kinds, in the order of the model
    Uuid id;
    std::string reference;  // of a unit and a level
    std::string level;      // label
    int ordinal = 0;        // of the level
    Names name;
    std::string category;
    std::vector<Fact> facts;
    core::Geometry geometry;
};

// Every feature of the plan, by class in the order of the model. O(n).
std::vector<FeatureFacts> facts_of(const Plan& plan);

}  // namespace mallctl::plan
