// The order of documents in an artifact.
#pragma once

#include <cstdint>
#include <vector>

#include "search/build/corpus_facts.hpp"

namespace mallctl::search {

// Places in Corpus::documents.
struct CorpusOrder {
    std::vector<std::uint32_t> by_slug;  // by kind and slug
    std::vector<std::uint32_t>
        by_rank;  // by kind, popularity from high to low, slug: as documents are numbered
    std::vector<std::uint32_t> number_of;  // by place: where it is in `by_rank`
};

// Throws core::Error(rejected) for two documents of one kind and slug. O(n log n), O(n) where they are in
// order.
CorpusOrder order_of(const std::vector<Document>& documents, const CorpusFacts& facts);

}  // namespace mallctl::search
