// Documents to the search artifact.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "search/document.hpp"

namespace mallctl::search {

struct BuildResult {
    std::vector<std::byte> bytes;
    std::size_t documents = 0;
    std::size_t reused = 0;  // documents whose words were taken over from the artifact before
};

// The artifact of these documents. Its bytes depend on nothing but the corpus: not on the order of its parts,
// nor on `previous`, an artifact of this layout (empty, damaged, of another layout or with other folding:
// nothing is taken from it). Which documents are there as they are now is seen by a hash of each, not told:
// where no synonyms have changed, their part of the artifact is copied, else their words are. Throws
// core::Error(rejected) for two documents of one kind and slug and for more than 16 million words.
// O(n log n); what is copied is O(size) in all.
BuildResult build_index(const Corpus& corpus, std::span<const std::byte> previous = {});

}  // namespace mallctl::search
