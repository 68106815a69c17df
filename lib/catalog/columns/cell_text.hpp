// What is done to the text of a cell of a messy table before it means anything.
#pragma once

#include <string>
#include <string_view>

namespace mallctl::catalog::columns {

// Runs of white space of any kind as one space, and none at the ends: also the spaces of Unicode that web
// pages are full of (U+00A0, U+2000 to U+200B, U+202F, U+3000, U+FEFF).
std::string tidy(std::string_view text);

// The references of HTML as what they stand for: "&amp;", "&eacute;", "&#39;", "&#x27;". Known by name: the
// five of XML, those of ISO 8859-1 (HTML 4, section 24.2) and the quotes and dashes of section 24.4. What is
// none of them stays as it is, as does "&" alone. Once: "&amp;lt;" becomes "&lt;".
std::string decode_entities(std::string_view text);

// ASCII letters lowered.
std::string lowered(std::string_view text);

}  // namespace mallctl::catalog::columns
