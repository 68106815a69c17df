// Language tags.
#pragma once

#include <string>
#include <string_view>

namespace mallctl::catalog {

// The shape of a BCP 47 tag (RFC 5646 section 2.1): a language of 2 to 8 letters, then subtags of 1 to 8
// letters or digits after '-'; at most 35 characters. Whether the language exists is not asked.
bool is_locale(std::string_view text);

// The key of core::Names for a tag: "" for "und" (undetermined, RFC 5646 section 4.1), which is how a name
// without a language is written beside others; otherwise the tag itself.
std::string names_key(std::string_view tag);

// The inverse of names_key.
std::string locale_tag(std::string_view key);

}  // namespace mallctl::catalog
