// Where the features of a GeoJSON text are, found without reading them.
#pragma once

#include <string>
#include <vector>

#include "importers/features/json_parser.hpp"

namespace mallctl::importers::features {

struct Outline {
    // The outermost object has a member "features" that is a list: `features` are its items, and `head` is
    // the object without them. Else each object of the text is one of `features`: one alone, or a sequence
    // (newline-delimited GeoJSON, RFC 8142).
    bool has_list = false;
    std::string head;
    std::vector<Slice> features;
};

// Looks at brackets, quotes and commas only, 64 levels deep: what they hold is checked when it is parsed. A
// byte order mark is passed over. Throws core::Error(rejected) as Json::parse does for a text whose brackets
// or commas are amiss; a text that is JSON but no object has no features. O(length of the text).
Outline outline_of(const SourceFile& file);

}  // namespace mallctl::importers::features
