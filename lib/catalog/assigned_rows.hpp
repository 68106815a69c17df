// Rows that a command line states: `mallctl set offer rye_week price=3.36`.
#pragma once

#include <string>
#include <vector>

#include "catalog/findings.hpp"
#include "catalog/manifest_reader.hpp"
#include "catalog/row.hpp"

namespace mallctl::catalog {

// One row of `kind` (singular or plural) for each of `keys`, all with the fields of `words`: "field=value",
// "name:de=value" (that language only), an empty value clears; "field-" gives a field of a unit back to its
// source (Row::reverted). Lists are written "a;b". A row with a fault is none of them, but findings without a
// place; what could be read of it goes to `refused`, if that is
// there. Throws core::Error(usage) for an unknown kind or field, for one stated twice, for a key that is
// there twice, and for a word of another form.
std::vector<Row> read_assigned_rows(const std::string& kind, const std::vector<std::string>& keys,
                                    const std::vector<std::string>& words, const MallSettings& mall,
                                    Findings& findings, const ManifestReader::Refused& refused = {});

// True for a word that read_assigned_rows takes as an assignment of this kind, not as a key.
bool is_assignment(const std::string& kind, const std::string& word);

}  // namespace mallctl::catalog
