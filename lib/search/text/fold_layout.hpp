// The bytes of a FoldTable: a header, then arrays of 16-bit numbers, one after another, little endian.
//
// A code point's entry says what it is, or where its letters lie among the strings. Blocks of entries that
// are the same are kept once. Han letters have one entry: those that are simplified are in a list of their
// own, for they are spread so thinly that hardly two blocks would be the same.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace mallctl::search {

// The numbers of 16 bits in each array, in this order.
struct FoldHeader {
    std::uint32_t magic = 0;
    std::uint32_t layout = 0;
    std::array<std::uint32_t, 6> sizes{};  // tops, middles, leaves, strings, han, simple han
};

inline constexpr std::uint32_t fold_magic = 0x444c4f46;  // "FOLD"
inline constexpr std::uint32_t fold_layout = 1;

inline constexpr unsigned leaf_bits = 3;  // of a code point, by its entry's leaf
inline constexpr unsigned middle_bits = 6;
inline constexpr std::size_t leaf_size = 1U << leaf_bits;
inline constexpr std::size_t middle_size = 1U << middle_bits;
inline constexpr std::size_t top_count = 0x110000U >> (leaf_bits + middle_bits);

// How words are told apart where scripts meet; letters of different ones never share a word.
enum class Writing {
    spaced,  // Latin and all others; digits
    hangul,
    han_and_kana,  // from here on without spaces between words
    thai,
    lao,
    khmer,
    myanmar,
};

// An entry below `first_string` is one of these; from `first_letter` on, a letter that is its own folding, of
// the Writing `entry - first_letter`. Others are `first_string` + an offset among the strings, where the
// letters lie in UTF-16 behind their count of units.
enum FoldEntry : std::uint16_t {
    separator_entry,
    space_entry,
    ignored_entry,
    mark_entry,
    connector_entry,
    hangul_entry,
    han_entry,  // a letter, simplified if it is in the list
    first_letter,
    last_letter = first_letter + 6,
    first_string = 16,
};

inline constexpr std::uint16_t most_units = 24;  // of one string

}  // namespace mallctl::search
