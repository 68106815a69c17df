// Words to terms: the dictionary of an artifact, and all that refers to it.
#pragma once

#include "search/artifact/format.hpp"
#include "search/build/surface_writer.hpp"
#include "search/build/synonym_sets.hpp"
#include "search/build/vocabulary.hpp"

namespace mallctl::search {

// Writes the dictionary of the words of all surfaces and of their synonyms, the terms of
// each surface, postings and synonyms. O(letters + words), and sorting of new words.
void write_terms(const Vocabulary& vocabulary, const SynonymSets& synonyms, const WordLists& lists,
                 format::OwnedArrays& arrays);

}  // namespace mallctl::search
