// The terms of an index: all folded words that documents are found by, sorted, with a trie over them.
//
// A Dictionary is a view of arrays in the artifact, whose bounds were checked when that was verified.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace mallctl::search {

// A letter of this index: code c > 0 stands for the code point alphabet[c - 1]; 0 for any that it does not
// have.
using Code = std::uint16_t;
using TermId = std::uint32_t;
inline constexpr std::size_t most_codes = 65535;

struct TermRange {
    TermId first = 0;
    TermId end = 0;
    bool empty() const { return first >= end; }
    std::uint32_t size() const { return end - first; }
};

struct Dictionary {
    std::span<const char32_t> alphabet;  // ascending

    // The letters of term t, at most 160: term_letters[term_starts[t] .. term_starts[t + 1]). Terms ascend by
    // their codes and are different.
    std::span<const std::uint32_t> term_starts;
    std::span<const Code> term_letters;

    // The trie, breadth first. Node 0 is the root; the children of n are [first_child[n], first_child[n +
    // 1]), ascending by label. The terms below n, which share the letters to it, are [first_term[n],
    // end_term[n]); that which ends at n, if any, is the first of them. A node with one term has no children:
    // the rest of its letters is that term's.
    std::span<const std::uint32_t> first_child;  // nodes + 1
    std::span<const Code> label;
    std::span<const TermId> first_term;
    std::span<const TermId> end_term;

    // Which letters come after a node in the terms below it, bit letter_bit(code) for each: a search that
    // needs others turns back before it reads them. Empty where an index has none: then nothing is known.
    std::span<const std::uint32_t> letters_below;

    static std::uint32_t letter_bit(Code code) { return std::uint32_t{1} << (code % 32U); }

    std::size_t term_count() const { return term_starts.empty() ? 0 : term_starts.size() - 1; }
    std::size_t node_count() const { return label.size(); }
    std::span<const Code> letters_of(TermId term) const {
        return term_letters.subspan(term_starts[term], term_starts[term + 1] - term_starts[term]);
    }
    // O(log alphabet) a letter.
    Code code_of(char32_t letter) const;
    char32_t letter_of(Code code) const { return code == 0 ? U'\0' : alphabet[code - 1]; }
};

struct TrieData {
    std::vector<std::uint32_t> first_child;
    std::vector<Code> label;
    std::vector<TermId> first_term;
    std::vector<TermId> end_term;
    std::vector<std::uint32_t> letters_below;
};

// The arrays that a Dictionary is a view of.
struct DictionaryData {
    std::vector<char32_t> alphabet;
    std::vector<std::uint32_t> term_starts;
    std::vector<Code> term_letters;
    TrieData trie;

    Dictionary view() const;
};

// A term of a dictionary that is made: one of the dictionary before, or code points.
struct TermSource {
    static constexpr TermId is_new = 0xffffffff;
    TermId before = is_new;
    std::u32string_view letters;
};

// `terms`: sorted by code points, different, none empty, of at most 160 letters. At most most_codes
// different letters: throws core::Error(rejected) beyond. O(letters).
DictionaryData build_dictionary(const Dictionary& before, std::span<const TermSource> terms);
DictionaryData build_dictionary(std::span<const std::u32string_view> terms);

// Whether the trie is the one that build_dictionary makes of the terms, which must be as Dictionary says.
// O(letters).
bool is_trie_of(const Dictionary& dictionary);

// The terms that begin with these letters; O(letters * log children).
TermRange terms_with_prefix(const Dictionary& dictionary, std::span<const Code> letters);

}  // namespace mallctl::search
