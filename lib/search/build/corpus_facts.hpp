// What a build asks of each document again and again, read in one walk: the documents themselves are far
// larger than the caches of a processor.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "search/document.hpp"

namespace mallctl::search {

struct DocumentFacts {
    std::uint64_t slug_head = 0;  // the beginning of the slug as a number that sorts as it does
    std::uint64_t hash = 0;       // of its content (ContentHash)
    double popularity = 0;        // 0 where it is not known, or no number
    DocumentKind kind = DocumentKind::store;
    bool has_store = false;
    bool dated = false;  // it is not found always
};

struct CorpusFacts {
    std::vector<DocumentFacts> documents;  // by place in the corpus
    bool in_order = true;                  // by kind and slug, all different
};

// `hash_key` as of ContentHash. O(letters).
CorpusFacts facts_of(const Corpus& corpus, const std::array<std::uint64_t, 2>& hash_key);

}  // namespace mallctl::search
