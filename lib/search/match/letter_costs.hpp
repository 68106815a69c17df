// What it costs to mistake letters, as tables made when compiled.
//
// The reasons: neighbours on the keyboards people have (QWERTY, QWERTZ, AZERTY, JCUKEN), and sounds that are
// written in more than one way in English, German, French, Spanish, Italian, Portuguese, Dutch, Turkish and
// Russian. A cost is about 15 times the number of bits by which a slip is rarer than none; 100 is a letter
// taken for one that nothing suggests.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace mallctl::search {

// Letters that the tables know: 1 to 26 Latin, 27 to 58 Cyrillic, 59 to 68 digits; 0 is any other.
inline constexpr std::size_t letter_kinds = 69;
using LetterKind = std::uint8_t;

constexpr LetterKind letter_kind(char32_t letter) {
    if (letter >= U'a' && letter <= U'z') return static_cast<LetterKind>(1 + (letter - U'a'));
    if (letter >= U'а' && letter <= U'я') return static_cast<LetterKind>(27 + (letter - U'а'));
    if (letter >= U'0' && letter <= U'9') return static_cast<LetterKind>(59 + (letter - U'0'));
    return 0;
}

constexpr char32_t letter_of_kind(LetterKind kind) {
    if (kind == 0) return 0;
    if (kind < 27) return U'a' + (kind - 1U);
    return kind < 59 ? U'а' + (kind - 27U) : U'0' + (kind - 59U);
}

inline constexpr int substituted = 100;

// Of one letter for another, by kind; `substituted` for kinds that nothing brings together. 0 where equal.
extern const std::array<std::array<std::uint8_t, letter_kinds>, letter_kinds> substitution_costs;
extern const std::array<bool, letter_kinds> vowels;
extern const std::array<std::array<bool, letter_kinds>, letter_kinds> key_neighbours;

// Two letters that are written for one or two others ("ck" for "k", "ph" for "f", "ij" for "y"). 0: none.
using PairKind = std::uint8_t;
inline constexpr std::size_t most_pair_kinds = 112;
inline constexpr std::uint8_t no_rule = 255;
extern const std::array<std::array<PairKind, letter_kinds>, letter_kinds> pair_kinds;
extern const std::array<std::array<std::uint8_t, letter_kinds>, most_pair_kinds> pair_for_letter;
extern const std::array<std::array<std::uint8_t, most_pair_kinds>, most_pair_kinds> pair_for_pair;

}  // namespace mallctl::search
