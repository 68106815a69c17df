// A folded query in the letters of an index.
#pragma once

#include <vector>

#include "search/dictionary/dictionary.hpp"
#include "search/text/fold.hpp"

namespace mallctl::search {

struct QueryText {
    const Folded* folded = nullptr;
    std::vector<Code> codes;  // of folded->letters, one for one; 0 for letters that the index does not have
};

// `folded` must outlive the answer. O(letters * log alphabet).
QueryText query_text(const Dictionary& dictionary, const Folded& folded);

}  // namespace mallctl::search
