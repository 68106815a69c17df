// What an artifact has of each document beside words.
#pragma once

#include <vector>

#include "search/artifact/format.hpp"
#include "search/build/corpus_order.hpp"
#include "search/build/previous.hpp"

namespace mallctl::search {

// Writes hashes, kinds, popularities, stores, validity and the order of slugs. O(n).
void write_columns(const std::vector<Document>& documents, const CorpusFacts& facts, const CorpusOrder& order,
                   const Previous& before, const Matches& matches, format::OwnedArrays& arrays);

}  // namespace mallctl::search
