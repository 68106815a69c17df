// Any text as part of a text of another format.
#pragma once

#include <string>
#include <string_view>

namespace mallctl::core {

// For the content and quoted attributes of XML and HTML: & < > " ' as references. Other characters stay, also
// those that XML cannot have.
std::string escape_markup(std::string_view text);

// In quotes, as a string of JSON (RFC 8259 section 7). The text must be UTF-8.
void append_json_string(std::string& json, std::string_view text);

// RFC 3986 section 2.1: every byte as %XX but the unreserved characters of section 2.3 and those of `kept`.
std::string percent_encode(std::string_view text, std::string_view kept = {});

}  // namespace mallctl::core
