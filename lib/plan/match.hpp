// Ids that last: which unit of a new plan is which unit of the plan before it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/diagnostic.hpp"
#include "plan/model.hpp"

namespace mallctl::plan {

enum class Fate { kept, moved, resized, split, merged, added, removed };

// "kept" and so on.
const char* to_string(Fate fate);

// What became of one unit. The lists name units by id: the parts of a split, the origins of a merger.
struct UnitChange {
    Fate fate = Fate::kept;
    Uuid unit;              // the id in the new plan; of a removed one, the id that it had
    std::string reference;  // "G-01@G", as unit_reference writes it
    Names name;
    std::string matched_by;    // "id", "source_id", "ref", "overlap"; empty for added and removed
    std::vector<Uuid> others;  // split: the other parts; merged: the units that went into it
    double moved_m = 0;        // by how much its centroid moved
    double area_before_m2 = 0;
    double area_after_m2 = 0;
};

// A field that a person had set by hand and the source has changed too. The hand edit was kept.
struct EditConflict {
    Uuid unit;
    std::string reference;
    std::string field;   // "name", "category", "ref"
    std::string base;    // what the source said before
    std::string source;  // what it says now
    std::string kept;    // what the person set
};

struct Matching {
    std::vector<UnitChange> units;  // every unit of both plans once, by level and reference
    std::vector<EditConflict> conflicts;
    core::Diagnostics findings;  // P005 ids used twice, P075 conflicts (warning)
};

// Gives every feature of `plan` its id, those of `previous` where it is the same feature, and carries the
// hand edits of `previous` over by a three-way merge.
//
// A feature is the same as one of its class in `previous`, each matched once, by in this order: the id itself
// (our own exported UUID as source id, or an id that is set already; it then keeps the stored source id);
// the source id; for levels building and ordinal; for units the ref on the same level; overlap of at least
// half (intersection over union) on the same level, the largest first. Of a unit that was split the largest
// part keeps the id, of units merged the largest gives it. What matches nothing is named by plan::assign_ids.
// O(n log n), and linear in the pairs that overlap.
Matching match_ids(Plan& plan, const Plan* previous, const Uuid& mall);

}  // namespace mallctl::plan
