// Surfaces appended to the arrays of an artifact, their words by WordId until the vocabulary is sorted.
#pragma once

#include <span>
#include <string_view>

#include "search/artifact/format.hpp"
#include "search/build/vocabulary.hpp"

namespace mallctl::search {

class SurfaceWriter {
  public:
    explicit SurfaceWriter(format::OwnedArrays& arrays);

    // Begins the next owner, a document with its slug or a group with its name.
    void begin_owner(std::string_view title);

    // Adds a surface of the owner; `field` is a Field and what format says beside it. `text` is none of the
    // arrays'.
    void add(std::uint8_t field, std::string_view text, std::span<const WordId> words,
             std::span<const std::uint32_t> extras);

    // Whether the owner has a surface of these words.
    bool has(std::span<const WordId> words) const;

    // The surfaces of the owner so far are numbered from here to the count of all.
    std::uint32_t first_of_owner() const { return arrays_.first_surface.back(); }
    std::uint32_t count() const { return static_cast<std::uint32_t>(arrays_.surface_owners.size()); }
    std::span<const WordId> words_of(std::uint32_t surface) const;
    std::uint8_t field_of(std::uint32_t surface) const { return arrays_.surface_fields[surface]; }

    // Ends the lists: no owner comes after.
    void finish();

  private:
    format::OwnedArrays& arrays_;
};

}  // namespace mallctl::search
