// Words of changes, before and after.
#pragma once

#include <string>

namespace mallctl::cli {

// A value in quotes; none has no quotes.
inline std::string quoted_or_nothing(const std::string& text) {
    return text.empty() ? "nothing" : "\"" + text + "\"";
}

}  // namespace mallctl::cli
