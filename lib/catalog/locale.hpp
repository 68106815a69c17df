// Language tags.
#pragma once

#include <string_view>

namespace mallctl::catalog {

// The shape of a BCP 47 tag (RFC 5646 section 2.1): a language of 2 to 8 letters, then subtags of 1 to 8
// letters or digits after '-'; at most 35 characters. Whether the language exists is not asked.
bool is_locale(std::string_view text);

}  // namespace mallctl::catalog
