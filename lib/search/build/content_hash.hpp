// Whether a document is what it was when an artifact was built.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "search/document.hpp"

namespace mallctl::search {

// The names in the order in which the mall shows them: its locales, then no locale, English, the others.
// Reuses the memory of `names`.
void names_in_order(const Document& document, const std::vector<std::string>& locales,
                    std::vector<std::string_view>& names);

// SipHash-1-3 (Aumasson and Bernstein, INDOCRYPT 2012) of what a document is, its popularity and its time
// apart, of which there is no more in an artifact than the number and the two instants. The artifact keeps 48
// bits of it: nobody gains by two of his documents that are taken for the same, so that more rounds would buy
// nothing.
class ContentHash {
  public:
    // `key`: of all that makes words of texts.
    explicit ContentHash(const std::array<std::uint64_t, 2>& key) : key_(key), texts_() {}

    // O(letters), and sorting of the tags and aliases. Once warm it allocates nothing.
    std::uint64_t of(const Document& document, const std::vector<std::string>& locales);

  private:
    std::array<std::uint64_t, 2> key_;
    std::vector<std::string_view> texts_;
};

}  // namespace mallctl::search
