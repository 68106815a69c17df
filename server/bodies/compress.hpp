// Bodies compressed for the Content-Encodings of HTTP.
#pragma once

#include <string>
#include <string_view>

namespace mallctl::server::bodies {

// A gzip member (RFC 1952) without time and name, so that equal texts give equal bytes; "" where memory ends.
std::string gzip(std::string_view text);

// A brotli stream (RFC 7932) of quality 9: some tenths of a millisecond a kilobyte; "" where memory ends.
std::string brotli(std::string_view text);

}  // namespace mallctl::server::bodies
