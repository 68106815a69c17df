// How many columns a text takes on a terminal.
#pragma once

#include <cstddef>
#include <string_view>

namespace mallctl::cli {

// `text` is UTF-8. East Asian wide and full-width characters count two (Unicode Annex 11), combining marks
// none; a byte that is not UTF-8 counts one. O(length).
std::size_t display_width(std::string_view text);

}  // namespace mallctl::cli
