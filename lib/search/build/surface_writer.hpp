// Surfaces appended to the arrays of an artifact; their words wait until the vocabulary is sorted.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "search/artifact/index_view.hpp"
#include "search/build/text_reader.hpp"

namespace mallctl::search {

// Of all surfaces, one after another.
struct WordLists {
    std::vector<std::uint32_t> starts;
    std::vector<WordId> words;   // of each surface, then its extra ones
    std::vector<bool> compound;  // one for one with `words`
};

// Throws core::Error(rejected) where that is more than an artifact holds; `text`: bytes of all texts.
void require_room(std::size_t words, std::size_t surfaces, std::size_t text);

class SurfaceWriter {
  public:
    explicit SurfaceWriter(format::OwnedArrays& arrays) : arrays_(arrays), lists_() {}

    // Begins the next owner, a document with its slug or a group with its name.
    void begin_owner(std::string_view title);

    // Adds a surface of the owner; `field` is a Field or format::derived_alias. Throws core::Error(rejected)
    // where all are more than an artifact holds.
    void add(std::uint8_t field, std::string_view text, std::span<const WordId> words,
             std::span<const ExtraWord> extras);

    // Adds one as the artifact before has it; words are its terms.
    void take_over(const IndexView& before, SurfaceId surface);

    // Whether the owner has a surface of these words.
    bool has(std::span<const WordId> words) const;

    // The surfaces of the owner so far are numbered from here to the count of all.
    std::uint32_t first_of_owner() const { return arrays_.first_surface.back(); }
    std::uint32_t count() const { return static_cast<std::uint32_t>(arrays_.surface_owners.size()); }
    std::span<const WordId> words_of(std::uint32_t surface) const;
    std::uint8_t field_of(std::uint32_t surface) const {
        return arrays_.surface_kinds[surface] >> format::word_count_bits;
    }

    // Ends the lists: no owner comes after.
    WordLists finish();

  private:
    void add_text(std::string_view text);

    format::OwnedArrays& arrays_;
    WordLists lists_;
};

}  // namespace mallctl::search
