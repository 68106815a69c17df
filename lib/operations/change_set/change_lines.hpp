// One line of a change set as a change: its shape, before any value is understood.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <stdexcept>
#include <string_view>

#include "operations/change_set/change_set.hpp"
#include "operations/json_parts.hpp"

namespace mallctl::operations {

// Why a line is none.
class LineFault : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

// A JSON object, nested at most 8 deep, without NUL in its texts, which no database holds. Throws LineFault.
Json parse_line(std::string_view text);

// The header of a line. Throws LineFault for a version that is not read, and for a part that is not there or
// no value.
ChangeSetHeader parse_header(const Json& line);

// A change; its `line` is left. Throws LineFault for one that no mallctl has written: an unknown kind, action
// or field, sides that do not go with the action, a slug that is not that of the row.
Change parse_change(const Json& line);

}  // namespace mallctl::operations
