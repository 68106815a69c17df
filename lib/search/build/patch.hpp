// An artifact put together of owners that are as they were and of new ones, at the cost of copying what the
// artifact before has of the first.
#pragma once

#include "search/artifact/index_view.hpp"
#include "search/build/owner_runs.hpp"
#include "search/build/surface_writer.hpp"
#include "search/build/synonym_sets.hpp"
#include "search/build/vocabulary.hpp"

namespace mallctl::search {

// New owners' surfaces and texts, and their words, as SurfaceBuilder writes them.
struct NewOwners {
    format::OwnedArrays arrays;
    WordLists lists;
};

// Writes the surfaces, texts, dictionary, words and postings of the owners of `runs`, as if all were new. The
// words of `vocabulary` begin with the terms of `before`, and no synonyms have changed. Throws
// core::Error(rejected) for more than an artifact holds. O(size of the artifact).
void write_patched(const IndexView& before, const OwnerRuns& runs, const NewOwners& added,
                   const Vocabulary& vocabulary, const SynonymSets& synonyms, format::OwnedArrays& arrays);

}  // namespace mallctl::search
