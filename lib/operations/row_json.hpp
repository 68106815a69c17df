// Rows of the catalog as JSON: what `get --format json` prints and the API answers.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "catalog/bound_fields.hpp"
#include "operations/json_parts.hpp"

namespace mallctl::operations {

// Names by locale are objects (of no language: "und"), amounts {"amount_minor", "currency"}, times RFC 3339
// in UTC, areas the coordinates of a GeoJSON MultiPolygon; what is empty is null, [] or {}.
Json field_json(const catalog::Field& field, const catalog::FieldValue& value, const std::string& currency);

// The values beside their fields, in their order. `currency`: of amounts (ISO 4217).
Json row_json(const std::vector<catalog::Field>& fields, const std::vector<catalog::FieldValue>& values,
              const std::string& currency);

}  // namespace mallctl::operations
