// Texts and names as DXF writes them.
#pragma once

#include <string>
#include <string_view>

namespace mallctl::importers::drawing {

// UTF-8 from the bytes of a text or layer name: bytes that are no UTF-8 are read as Latin-1, and "\U+00FC",
// the escape of drawings before R2007 (two of them for a surrogate pair), becomes its character. An escape
// that stands for no character stays as it is.
std::string decode_text(std::string_view bytes);

}  // namespace mallctl::importers::drawing
