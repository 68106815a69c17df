// Entity tags from content (RFC 9110 section 8.8.3).
#pragma once

#include <string>
#include <string_view>

namespace mallctl::server::http {

// A strong tag, quoted: the first 128 bits of the body's SHA-256.
std::string etag_of(std::string_view body);

// Whether an If-None-Match value holds `etag` or is "*"; compares weakly, as section 13.1.2 asks.
bool none_match_holds(std::string_view if_none_match, std::string_view etag);

// Whether an If-Match value holds `etag` or is "*"; compares strongly, as section 13.1.1 asks.
bool match_holds(std::string_view if_match, std::string_view etag);

}  // namespace mallctl::server::http
