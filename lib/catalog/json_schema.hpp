// What a row of a kind may state, for editors and for programs that write manifests.
#pragma once

#include <string>

#include "catalog/fields.hpp"

namespace mallctl::catalog {

// A JSON Schema (draft 2020-12) of one row as YAML and JSON files hold it, made from the declaration: pretty
// printed, with a line feed at the end, the same bytes each time. It demands the key only, as an update may
// leave out all else; what a new row needs, and units, are in the descriptions.
std::string json_schema(const Kind& kind);

}  // namespace mallctl::catalog
