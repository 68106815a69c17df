// Edits of units by hand. What the source says stays beside them, as the base of the merge at the next import
// (match.hpp).
#pragma once

#include <string>

#include "plan/model.hpp"

namespace mallctl::plan {

// Set the field by hand. A value that is what the source says is no edit. Constant time.
void edit_name(Unit& unit, Names name);
void edit_category(Unit& unit, std::string category);
void edit_ref(Unit& unit, std::string ref);

// Give the field back to the source; nothing where it is not edited.
void revert_name(Unit& unit);
void revert_category(Unit& unit);
void revert_ref(Unit& unit);

}  // namespace mallctl::plan
