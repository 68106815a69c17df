// What tells two plans of a mall apart, feature by feature: the same id is the same feature.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plan/model.hpp"

namespace mallctl::plan {

enum class Change { added, removed, changed };

// "added" and so on.
const char* to_string(Change change);

// A field as people write it; empty where it says nothing.
struct FieldChange {
    std::string field;  // "name", "name:de", "category", "level", ...
    std::string before;
    std::string after;

    bool operator==(const FieldChange&) const = default;
};

struct ShapeChange {
    double moved_m = 0;  // by how much its middle moved
    // Of areas; nothing for lines and points.
    std::optional<double> area_before_m2;
    std::optional<double> area_after_m2;
};

struct FeatureChange {
    std::string kind;  // "unit", as change counts name it; "plan" for the venue's name and the format
    Change change = Change::changed;
    Uuid id;
    std::string reference;  // of a unit "G-01@G", of a level its label; empty elsewhere
    std::string level;      // label; empty for what lies on none
    Names name;
    std::string category;
    std::vector<FieldChange> fields;   // of a changed one, in the order of the model
    std::optional<ShapeChange> shape;  // of a changed one whose geometry differs by 1e-9 degrees or more
};

// Every feature that one plan has and the other has not, or says otherwise; by kind in the order of the
// model, then by level, reference and id. All ids must be assigned. A removed feature is described as it was,
// any other as it is. Features are told apart exactly where their digests (digest.hpp) differ. O(n log n).
std::vector<FeatureChange> diff(const Plan& before, const Plan& after);

}  // namespace mallctl::plan
