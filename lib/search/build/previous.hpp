// The artifact of the build before, from which unchanged documents are taken over.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/digest.hpp"
#include "search/artifact/index_view.hpp"
#include "search/build/corpus_order.hpp"

namespace mallctl::search {

class Previous {
  public:
    // Bytes that are damaged or that were made with another `key` have nothing to take over.
    Previous(std::span<const std::byte> bytes, const core::SectionKey& key);

    // Nothing where there is nothing to take over.
    const IndexView* view() const { return view_ ? &*view_ : nullptr; }

    // Of nothing where there is nothing to take over.
    const Dictionary& dictionary() const { return view_ ? view_->dictionary() : nothing_; }

    // Whether the document that had this number (or format::none) is as it was: of its content's hash 48 bits
    // are kept.
    bool has(DocumentId number, std::uint64_t hash) const {
        return number != format::none && view_->arrays().hashes[number] == static_cast<std::uint32_t>(hash) &&
               view_->arrays().high_hashes[number] == static_cast<std::uint16_t>(hash >> 32);
    }
    // Its set of groups, as Groups numbers those of an artifact before.
    std::uint32_t set_of(DocumentId number) const { return view_->arrays().group_sets[number]; }

    // Whether its groups have the words that these synonyms give them.
    bool has_synonyms(const core::Sha256& digest) const { return view_ && synonyms_ == digest; }

    // By place in the corpus: the number that the document of this kind and slug had, or format::none.
    // O(documents of both).
    std::vector<DocumentId> numbers_before(const std::vector<Document>& documents,
                                           const CorpusOrder& order) const;

  private:
    std::optional<IndexView> view_;
    core::SectionKey synonyms_;
    Dictionary nothing_;
};

}  // namespace mallctl::search
