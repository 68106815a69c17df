// Rows as YAML documents of a manifest.
#pragma once

#include <string>
#include <vector>

#include "catalog/bound_fields.hpp"
#include "catalog/value_text.hpp"

namespace mallctl::exporters {

// What becomes of empty fields: a manifest that does not state a field keeps what is stored, `null` clears
// it.
enum class EmptyFields { left_out, stated };

// One document without a separator: "kind: store\nslug: "bakery"\n...", `values` beside `fields`. Texts are
// JSON strings, which no YAML reader takes for a number or a boolean; a byte that is not UTF-8 becomes
// U+FFFD.
std::string yaml_document(const std::string& kind, const std::vector<catalog::Field>& fields,
                          const std::vector<catalog::FieldValue>& values, const catalog::ValueStyle& style,
                          EmptyFields empty);

}  // namespace mallctl::exporters
