// Pins and exclusions in an artifact.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "search/artifact/format.hpp"
#include "search/build/corpus_order.hpp"
#include "search/text/fold.hpp"

namespace mallctl::search {

// Writes the rules by the folded letters of their queries; what they name that is not in the corpus is left
// out, as is what says a query without letters. O(n log n).
void write_rules(const Corpus& corpus, const CorpusOrder& order, const FoldTable& table,
                 format::OwnedArrays& arrays);

}  // namespace mallctl::search
