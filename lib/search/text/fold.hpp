// Text as people mean it: without case, accents, width and other differences of writing.
//
// What is folded, for all scripts: Unicode NFKC_Casefold (UAX 44), then combining marks dropped where they
// are no letters of their own, Latin letters with strokes to plain ones, Arabic alef, yeh and teh forms to
// one each, katakana to hiragana, hangul syllables to the jamo that are typed for them (so that a syllable
// half typed is a prefix), traditional Han to simplified, digits to 0-9; fold_rules.hpp has all of it. The
// tables are made with ICU when an index is built and lie in the artifact,
// so that queries need no ICU and are folded as the index was.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mallctl::search {

// One word. Letters are numbered in Folded::letters.
struct Word {
    std::uint32_t first = 0;
    std::uint32_t end = 0;
    // "&", "+", "and", "und", "et", "y", "e", "n" and the like between two words: may be left out or take
    // another's place.
    bool connector = false;
    bool unspaced = false;  // of a script written without spaces: may be several words
};

struct Folded {
    std::u32string letters;  // of all words, one after another; nothing else
    // The bytes of the text that a letter stands for; several letters may share them.
    struct Source {
        std::uint32_t first = 0;
        std::uint32_t end = 0;
    };
    std::vector<Source> sources;  // one for one with `letters`
    std::vector<Word> words;
    bool ends_open = false;  // the text ends inside its last word, which may be unfinished
};

inline constexpr std::size_t longest_text = 512;  // bytes of a text that are looked at
inline constexpr std::size_t most_letters = 160;  // of a folded text
inline constexpr std::size_t most_words = 24;

// Whether folded letters are '&' or a word that joins others ("and", "und", "et"): what makes a connector of
// it between two words.
bool is_connector_word(std::u32string_view letters);

// A view of tables that somebody else owns; all methods are const and safe to call from many threads.
class FoldTable {
  public:
    // `bytes` begin at a multiple of 4 and outlive this. Checks that all is within bounds; throws
    // core::Error(rejected) otherwise. O(size): some 20 us.
    explicit FoldTable(std::span<const std::byte> bytes);

    // Any bytes: what is no UTF-8 parts words, what is beyond the limits above is not looked at. Apostrophes,
    // controls and bidirectional marks are dropped; whatever else is neither letter, mark nor digit parts
    // words, as does a change between scripts of which one is written without spaces or is hangul. '&' and
    // '+' between two words are a word, the letter '&', and a connector. Sources ascend; that of a letter
    // holds the marks that follow it. O(bytes); reuses the memory of `folded`.
    void fold(std::string_view text, Folded& folded) const;
    Folded fold(std::string_view text) const;

  private:
    friend class Folder;

    std::uint16_t entry_of(char32_t letter) const;
    void check() const;

    // Of a code point: leaves_[middles_[tops_[c >> 9] + (c >> 3 & 63)] + (c & 7)], see fold_layout.hpp.
    std::span<const std::uint16_t> tops_;
    std::span<const std::uint16_t> middles_;
    std::span<const std::uint16_t> leaves_;
    std::span<const std::uint16_t> strings_;
    std::span<const std::uint16_t> han_;         // ascending
    std::span<const std::uint16_t> simple_han_;  // one for one with `han_`
};

// The tables, made with ICU: the same bytes for the same version of ICU, some 50 KB. Made once, in a tenth of
// a second; safe to call from many threads. Throws core::Error(failed) where ICU lacks its data.
std::vector<std::byte> make_fold_table();

// Words that ICU finds in texts written without spaces (UAX 29 with its dictionaries), and the text in the
// letters a to z where it is in another script (CLDR Any-Latin, Han letter by letter); either is empty where
// there is nothing to add, or no rules for a script. Of at most `longest_text` bytes; some 5 us a text, and
// 15 more for a Han letter not seen before. Safe to call from many threads, one of which is served at a time.
struct Readings {
    std::vector<std::string> words;
    std::string latin;
};
Readings readings_of(std::string_view text);

}  // namespace mallctl::search
