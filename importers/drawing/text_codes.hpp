// What a drawing writes in ASCII for characters that its code page has not.
#pragma once

#include <string>
#include <string_view>

namespace mallctl::importers::drawing {

// Replaces each \U+XXXX (four hexadecimal digits, a UTF-16 unit) by its character in UTF-8, a surrogate pair
// by one (AutoCAD 2000 DXF Reference, "String group codes"). GDAL 3.6 does so in MTEXT, not in TEXT. What is
// no such code, or half of a pair, stays as it is.
std::string decode_text_codes(std::string_view text);

}  // namespace mallctl::importers::drawing
