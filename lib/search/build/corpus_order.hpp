// The order of documents in an artifact.
#pragma once

#include <cstdint>
#include <vector>

#include "search/document.hpp"

namespace mallctl::search {

// Places in Corpus::documents.
struct CorpusOrder {
    std::vector<std::uint32_t> by_slug;  // by kind and slug
    std::vector<std::uint32_t>
        by_rank;  // by kind, popularity from high to low, slug: as documents are numbered
    std::vector<std::uint32_t> number_of;  // by place: where it is in `by_rank`
};

// How often a document is wanted: 0 where it is not known, or no number.
double popularity_of(const Document& document);

// Throws core::Error(rejected) for two documents of one kind and slug. O(n log n), O(n) where they are in
// order.
CorpusOrder order_of(const std::vector<Document>& documents);

}  // namespace mallctl::search
