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

// What became of one unit. Walls that are redrawn within a centimetre leave it kept; a unit that is both
// larger and elsewhere is resized.
struct UnitChange {
    Fate fate = Fate::kept;
    Uuid unit;              // the id in the new plan; of a removed one, the id that it had
    std::string reference;  // "G-01@G", as unit_reference writes it: in the new plan, or of a removed one
    std::string reference_before;  // in the plan before, where that had it
    std::string level;             // label
    Names name;
    Names name_before;
    std::string matched_by;  // "id", "source_id", "ref", "overlap"; empty for added and removed

    // Ids of other units. Split: the other parts. Merged: the units that went into it. Added: the unit of
    // which it is a part, if it is one. Removed: the unit that it went into, if it did.
    std::vector<Uuid> others;

    double moved_m = 0;  // by how much its centroid moved
    double area_before_m2 = 0;
    double area_after_m2 = 0;

    // True where ref, level or name are not what they were.
    bool renamed() const;
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
    core::Diagnostics findings;  // P005 ids used twice, P032 copies, P075 conflicts (warning)
};

// Gives every feature of `plan` its id, those of `previous` where it is the same feature, and carries the
// hand edits of `previous` over by a three-way merge.
//
// A feature is the same as one of its class in `previous`, each matched once, by in this order: the id itself
// (our own exported UUID as source id, or an id that is set already; it then keeps the stored source id);
// the source id, if it is a UUID or the feature is where it was or has its ref; for levels building, ordinal
// and short name; for units the ref on the same level, where it is the only one; overlap of at least half
// (intersection over union) on the same level, the largest first; and a source id of the same format that
// nothing else speaks for. Lines and points match by category and place (0.5 m), connectors by the units at
// which they stop, occupants by name and unit. Of a unit that was split the largest part keeps the id, of
// units merged the largest gives it, unless the source says otherwise. What matches nothing is named by
// plan::assign_ids, never like anything in `previous`.
//
// Where nothing but the format differs from `previous`, the plan takes the format of `previous`: our own
// export read back is no change; nor is the name that it gives to a plan without one. Without `previous`
// every unit is added.
//
// A hand edit whose base is what the source says stays; one that the source has come to agree with ends;
// where the source says a third thing it stays with that as its base (P075). A feature that states its own id
// comes from our own export, which has the edit in it: there, what is the same as the edit leaves it an edit.
// O(n log n), and linear in the pairs that overlap.
Matching match_ids(Plan& plan, const Plan* previous, const Uuid& mall);

// What match_ids would say of the same plan once more: every unit kept. All ids must be assigned.
std::vector<UnitChange> all_kept(const Plan& plan);

}  // namespace mallctl::plan
