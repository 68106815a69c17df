// multipart/form-data (RFC 7578 over RFC 2046 section 5.1), out of a body that is there whole.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mallctl::server::http {

struct MultipartLimits {
    std::size_t parts = 32;
    std::size_t header_bytes = 4096;  // of one part
};

// A field of the form. Views are of the body.
struct Part {
    std::string_view name;
    std::string_view filename;      // as sent: never a path to be opened; "" for a field that is no file
    std::string_view content_type;  // "" where it is not stated
    std::string_view body;
};

// Either parts or, in `fault`, one sentence for the client that says what is wrong.
struct Multipart {
    std::vector<Part> parts;
    std::string fault;
};

// The boundary of a Content-Type "multipart/form-data; boundary=..."; nothing for another type, and for a
// boundary that is none (RFC 2046 section 5.1.1: 1 to 70 characters).
std::optional<std::string_view> multipart_boundary(std::string_view content_type);

// Strict where two readers could differ: lines end with CRLF, each part has one Content-Disposition form-data
// with a name that is UTF-8 without control characters, a line that begins like a boundary is one, the last
// boundary is there and nothing but blank lines follows it. O(length).
Multipart parse_multipart(std::string_view body, std::string_view boundary,
                          const MultipartLimits& limits = {});

}  // namespace mallctl::server::http
