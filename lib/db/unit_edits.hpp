// Hand edits of a unit as column unit_version.edits keeps them.
#pragma once

#include <string>
#include <string_view>

#include "plan/model.hpp"

namespace mallctl::db {

// {"name": {"en": "Hall"}, "category": "retail", "ref": "G-01"}: what the source says, under the fields that
// a person has set instead; {} where there are none.
std::string edits_to_json(const plan::UnitEdits& edits);

// Throws core::Error(failed) for any other text: schema and binary disagree.
plan::UnitEdits edits_from_json(std::string_view text);

}  // namespace mallctl::db
