// JSON (RFC 8259) as raw values with their places.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "catalog/raw.hpp"
#include "catalog/reader/row_faults.hpp"

namespace mallctl::catalog {

struct JsonFault {
    Place place;
    std::string why;
};

// Reads `text`, which is valid UTF-8 and holds exactly one value, into `value`; `place` is where it begins.
// Numbers, true and false are texts as they stand; the place of a string is behind its quote. Nesting of at
// most 8. O(n).
std::optional<JsonFault> read_json_value(std::string_view text, Place place, RawValue& value);

// The inverse, in one line; what was a number or a flag is a number or a flag again.
std::string write_json_value(const RawValue& value);

}  // namespace mallctl::catalog
