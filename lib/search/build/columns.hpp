// What an artifact has of each document beside words.
#pragma once

#include <vector>

#include "search/artifact/format.hpp"
#include "search/build/corpus_order.hpp"

namespace mallctl::search {

// Writes kinds, popularities, stores, validity and the order of slugs. O(n).
void write_columns(const std::vector<Document>& documents, const CorpusOrder& order,
                   format::OwnedArrays& arrays);

}  // namespace mallctl::search
