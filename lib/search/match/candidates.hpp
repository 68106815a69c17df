// The documents worth a close look, found through the terms that are spelt like the query's words.
#pragma once

#include <cstddef>
#include <vector>

#include "search/artifact/index_view.hpp"
#include "search/match/match_cost.hpp"

namespace mallctl::search {

// A set of documents; empty `bits`: all.
struct DocumentSet {
    std::vector<std::uint64_t> bits;
    bool has(DocumentId document) const {
        return bits.empty() || ((bits[document / 64] >> (document % 64)) & 1) != 0;
    }
};

struct Candidate {
    DocumentId document = 0;
    int bound = 0;  // an estimate of its cost
};

// Up to `most` documents of `allowed` that match best by estimate, best first. Words are looked up whole,
// joined with their neighbours, and split in two or more; the last one also as a beginning; in stages of 0, 1
// and 2 edits, each only where the one before found nothing good enough, then by shared pairs of letters.
// Bounded in time for any query and index: at most some ten thousand postings are read, those of rare terms
// first.
std::vector<Candidate> find_candidates(const IndexView& index, const QueryText& query,
                                       const DocumentSet& allowed, std::size_t most);

}  // namespace mallctl::search
