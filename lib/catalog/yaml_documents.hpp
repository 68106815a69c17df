// YAML documents as raw values with their places. The parser itself stays behind this header.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "catalog/raw.hpp"

namespace mallctl::catalog {

// Thrown where reading cannot go on; line and column count from 1.
struct YamlFault {
    int line = 0;
    int column = 0;
    std::string message;
};

// Calls `on_document` for each document of the stream, with a null value for an empty one. Bounds against
// hostile input: nesting of 8, no tags but those of YAML itself, and 100 aliases a document, which may stand
// for plain values only (an alias of a list or map is how a few bytes become gigabytes). Throws YamlFault for
// what is beyond them, or no YAML. Lines count on from `first_line`, columns count characters.
void read_yaml_documents(std::string_view text, const std::function<void(RawValue&&)>& on_document,
                         int first_line = 1);

}  // namespace mallctl::catalog
