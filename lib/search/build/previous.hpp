// The artifact of the build before, from which unchanged documents are taken over.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/digest.hpp"
#include "search/artifact/index_view.hpp"
#include "search/build/corpus_order.hpp"

namespace mallctl::search {

// Documents and what they were before. Numbers or places that are not there are format::none.
struct Matches {
    std::vector<DocumentId> unchanged;    // by place: the number before of one that is as it was
    std::vector<std::uint32_t> place_of;  // by number before: the document of this kind and slug
};

class Previous {
  public:
    // Bytes that are damaged or that were made with another `key` have nothing to take over. Their checksums
    // are checked, and all that is taken over; the trie, for one, is not. O(size).
    Previous(std::span<const std::byte> bytes, const core::SectionKey& key);

    // Nothing where there is nothing to take over.
    const IndexView* view() const { return view_ ? &*view_ : nullptr; }

    // Of nothing where there is nothing to take over.
    const Dictionary& dictionary() const { return view_ ? view_->dictionary() : nothing_; }

    // Its set of groups.
    std::uint32_t set_of(DocumentId number) const { return view_->arrays().group_sets[number]; }

    // Whether its groups, and its documents' phrases, have the words that these synonyms give them.
    bool has_synonyms(const core::Sha256& digest) const { return view_ && synonyms_ == digest; }

    // Which documents are there, and as they were: of a content's hash, in which kind and slug are, 48 bits
    // are kept. O(documents of both).
    Matches match(const std::vector<Document>& documents, const CorpusFacts& facts,
                  const CorpusOrder& order) const;

  private:
    bool has(DocumentId number, std::uint64_t hash) const {
        return view_->arrays().hashes[number] == static_cast<std::uint32_t>(hash) &&
               view_->arrays().high_hashes[number] == static_cast<std::uint16_t>(hash >> 32);
    }

    std::optional<IndexView> view_;
    core::SectionKey synonyms_;
    Dictionary nothing_;
};

}  // namespace mallctl::search
