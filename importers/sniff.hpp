// What a file is, told from its first bytes and never from its name.
#pragma once

#include <string>
#include <string_view>

namespace mallctl::importers {

enum class Kind { zip, json, dxf, other };

struct Sniffed {
    Kind kind = Kind::other;
    std::string what;    // of Kind::other: "a JPEG image", "text", "data of an unknown kind"
    std::string advice;  // of Kind::other: the way out
};

// `beginning`: the first 512 bytes, or all of a shorter file.
Sniffed sniff(std::string_view beginning);

}  // namespace mallctl::importers
