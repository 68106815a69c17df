// Words to terms: the dictionary of an artifact, and all that refers to it.
#pragma once

#include <cstdint>
#include <vector>

#include "search/artifact/format.hpp"
#include "search/build/surface_writer.hpp"
#include "search/build/synonym_sets.hpp"
#include "search/build/vocabulary.hpp"

namespace mallctl::search {

// What words of a build are in its artifact.
struct TermNumbers {
    std::vector<TermId> of_word;   // anything for words that are not used
    std::vector<WordId> of_terms;  // the words that are, by term
};

// Writes the dictionary of the words that are used (by word: not 0) and of those of the same meaning, and
// which terms are that. Throws core::Error(rejected) for more terms than an artifact holds. O(letters), and
// sorting of new words.
TermNumbers write_dictionary(const Vocabulary& vocabulary, const SynonymSets& synonyms,
                             std::vector<std::uint8_t> used, format::OwnedArrays& arrays);

// Writes the dictionary of the words of all surfaces, the terms of each surface, postings and synonyms.
// O(letters + words), and sorting of new words.
void write_terms(const Vocabulary& vocabulary, const SynonymSets& synonyms, const WordLists& lists,
                 format::OwnedArrays& arrays);

}  // namespace mallctl::search
