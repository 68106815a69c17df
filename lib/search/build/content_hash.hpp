// Whether a document is what it was when an artifact was built.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "search/document.hpp"

namespace mallctl::search {

// SipHash-2-4 of a message (Aumasson and Bernstein, INDOCRYPT 2012).
std::uint64_t sip_hash(const std::array<std::uint64_t, 2>& key, std::string_view message);

// The names in the order in which the mall shows them: its locales, then no locale, English, the others.
std::vector<std::string_view> names_in_order(const Document& document,
                                             const std::vector<std::string>& locales);

class ContentHash {
  public:
    // `key`: of all that makes words of texts.
    explicit ContentHash(const std::array<std::uint64_t, 2>& key) : key_(key), message_() {}

    // Of all that a document's words and groups come from; the artifact keeps 48 bits of it.
    std::uint64_t of(const Document& document, const std::vector<std::string>& locales);

  private:
    void add(std::string_view text);
    void add_sorted(const std::vector<std::string>& texts);
    void add_number(std::size_t number);

    std::array<std::uint64_t, 2> key_;
    std::string message_;
};

}  // namespace mallctl::search
