// What each code point is to a search: the rules that the table of fold.hpp is made of.
#pragma once

#include <string>
#include <vector>

#include "search/text/fold_layout.hpp"

namespace mallctl::search {

// A code point folded by itself.
struct Folding {
    enum class Kind {
        separator,  // parts words
        space,      // parts words, and is white space
        ignored,    // as if it was not there
        mark,       // the same, and belongs to the letter before it
        connector,  // '&' and '+'
        hangul,     // a syllable, taken apart by arithmetic (Unicode 3.12)
        letters,
    };
    Kind kind = Kind::separator;
    std::u32string letters;  // of Kind::letters: each folds to itself; a ' ' among them parts words
};

struct FoldingOf {
    char32_t letter = 0;
    Folding folding;
    Writing writing = Writing::spaced;  // of `letter`
    bool han = false;
};

// Every code point of which something is to be said, ascending; the others are separators. The rules:
// - NFKC_Casefold (UAX 44) of the letter without its accents; compatibility forms, width and case are gone.
// - Marks are dropped by canonical combining class: overlays (1), nukta (7), Hebrew and Arabic points
//   (10-36), tones of Thai and Lao (107, 122), and what stands above or below (200-240): those that UTS 10
//   ignores at its first level. Indic and Thai vowels, viramas and the voicing of kana stay: they are
//   letters.
// - Digits of all scripts are 0-9 by their value.
// - Latin letters that do not decompose ("ł", "ø", "đ", "þ") are spelt in ASCII (CLDR Latin-ASCII).
// - What a keyboard lacks or a hand is careless about is one: alef, yeh, heh and kaf forms of Arabic, final
//   forms of Hebrew, small kana, katakana and hiragana.
// - Hangul are letters as typed on the two-set keyboard (KS X 5002): a final consonant is the same letter as
//   an initial one, diphthongs and clusters are two, so that a syllable half typed is a beginning.
// - Han are simplified, one by one (CLDR Hant-Hans).
std::vector<FoldingOf> folding_rules();

}  // namespace mallctl::search
