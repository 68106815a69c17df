// The documents worth a close look, found through the terms that are spelt like the query's words.
#pragma once

#include <cstddef>
#include <vector>

#include "search/artifact/index_view.hpp"
#include "search/match/document_set.hpp"
#include "search/match/query_text.hpp"

namespace mallctl::search {

struct Candidate {
    DocumentId document = 0;
    int bound = 0;  // an estimate of its cost
};

// Up to `most` documents of `allowed` that match best by estimate, best first, equal ones by number. Words
// are looked up whole, joined with their neighbours, and split in two or three; the last one also as a
// beginning; words of scripts without spaces by the terms they are made of. In stages of 0, 1, 2 and 3 edits,
// each only where the one before found nothing good enough.
//
// Bounded in time for any query and index: some ten thousand postings are read at most, those of rare terms
// first. A word that more documents have (or a beginning, "s") is looked for in the documents that others
// lead to; alone it leads to the best of each kind, and to names that have no other word.
std::vector<Candidate> find_candidates(const IndexView& index, const QueryText& query,
                                       const DocumentSet& allowed, std::size_t most);

}  // namespace mallctl::search
