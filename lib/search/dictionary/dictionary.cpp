#include "search/dictionary/dictionary.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.hpp"

namespace mallctl::search {

namespace {

constexpr char32_t letters_end = 0x110000;

std::vector<char32_t> alphabet_of(std::span<const std::u32string_view> terms) {
    std::vector<bool> seen(letters_end);
    for (const auto term : terms) {
        for (const char32_t letter : term) seen[letter] = true;
    }
    std::vector<char32_t> alphabet;
    for (char32_t letter = 0; letter < letters_end; ++letter) {
        if (seen[letter]) alphabet.push_back(letter);
    }
    if (alphabet.size() > most_codes) {
        throw core::Error(
            core::Fault::rejected,
            fmt::format("the names hold {} different letters, more than {}", alphabet.size(), most_codes),
            "no script has as many: look for damaged text");
    }
    return alphabet;
}

void add_terms(std::span<const std::u32string_view> terms, DictionaryData& data) {
    std::vector<Code> codes(data.alphabet.empty() ? 0 : data.alphabet.back() + 1);
    for (std::size_t i = 0; i < data.alphabet.size(); ++i) {
        codes[data.alphabet[i]] = static_cast<Code>(i + 1);
    }
    data.term_starts.reserve(terms.size() + 1);
    for (const auto term : terms) {
        data.term_starts.push_back(static_cast<std::uint32_t>(data.term_letters.size()));
        for (const char32_t letter : term) data.term_letters.push_back(codes[letter]);
    }
    data.term_starts.push_back(static_cast<std::uint32_t>(data.term_letters.size()));
}

// Appends the children of a node that `depth` letters lead to, each the terms that go on with one letter.
void add_children(const Dictionary& terms, std::uint32_t node, std::size_t depth, TrieData& trie) {
    TermId term = trie.first_term[node];
    const TermId end = trie.end_term[node];
    if (end - term == 1) return;
    const auto letter = [&](TermId of) { return terms.term_letters[terms.term_starts[of] + depth]; };
    // The shortest of terms that share a beginning comes first, and there is one of it.
    if (terms.term_starts[term + 1] - terms.term_starts[term] == depth) ++term;
    while (term < end) {
        const Code label = letter(term);
        TermId next = term + 1;
        while (next < end && letter(next) == label) ++next;
        trie.label.push_back(label);
        trie.first_term.push_back(term);
        trie.end_term.push_back(next);
        term = next;
    }
}

// The letters of its one term that come after each node without children, then those of the children: from
// the last node to the first, for all that is below a node has a higher number.
void add_letters_below(const Dictionary& terms, const std::vector<std::uint8_t>& depths, TrieData& trie) {
    trie.letters_below.assign(trie.label.size(), 0);
    for (std::size_t node = trie.label.size(); node-- > 0;) {
        std::uint32_t& below = trie.letters_below[node];
        if (trie.end_term[node] - trie.first_term[node] == 1) {
            for (const Code code : terms.letters_of(trie.first_term[node]).subspan(depths[node])) {
                below |= Dictionary::letter_bit(code);
            }
        }
        for (auto child = trie.first_child[node]; child < trie.first_child[node + 1]; ++child) {
            below |= Dictionary::letter_bit(trie.label[child]) | trie.letters_below[child];
        }
    }
}

TrieData trie_of(const Dictionary& terms) {
    TrieData trie;
    trie.label = {0};
    trie.first_term = {0};
    trie.end_term = {static_cast<TermId>(terms.term_count())};
    std::vector<std::uint8_t> depths{0};
    for (std::uint32_t node = 0; node < trie.label.size(); ++node) {
        trie.first_child.push_back(static_cast<std::uint32_t>(trie.label.size()));
        if (terms.term_count() > 0) add_children(terms, node, depths[node], trie);
        depths.resize(trie.label.size(), static_cast<std::uint8_t>(depths[node] + 1));
    }
    trie.first_child.push_back(static_cast<std::uint32_t>(trie.label.size()));
    add_letters_below(terms, depths, trie);
    return trie;
}

template <typename T>
bool same(std::span<const T> a, const std::vector<T>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

}  // namespace

Code Dictionary::code_of(char32_t letter) const {
    const auto found = std::lower_bound(alphabet.begin(), alphabet.end(), letter);
    if (found == alphabet.end() || *found != letter) return 0;
    return static_cast<Code>(found - alphabet.begin() + 1);
}

Dictionary DictionaryData::view() const {
    return {alphabet,   term_starts,     term_letters,  trie.first_child,
            trie.label, trie.first_term, trie.end_term, trie.letters_below};
}

DictionaryData build_dictionary(std::span<const std::u32string_view> terms) {
    DictionaryData data;
    data.alphabet = alphabet_of(terms);
    add_terms(terms, data);
    data.trie = trie_of(data.view());
    return data;
}

bool is_trie_of(const Dictionary& dictionary) {
    const TrieData trie = trie_of(dictionary);
    return same(dictionary.first_child, trie.first_child) && same(dictionary.label, trie.label) &&
           same(dictionary.first_term, trie.first_term) && same(dictionary.end_term, trie.end_term) &&
           same(dictionary.letters_below, trie.letters_below);
}

TermRange terms_with_prefix(const Dictionary& dictionary, std::span<const Code> letters) {
    std::uint32_t node = 0;
    for (std::size_t depth = 0; depth < letters.size(); ++depth) {
        const TermId first = dictionary.first_term[node];
        if (dictionary.end_term[node] - first == 1) {
            const auto term = dictionary.letters_of(first);
            if (term.size() < letters.size()) return {};
            const bool same = std::equal(letters.begin() + static_cast<std::ptrdiff_t>(depth), letters.end(),
                                         term.begin() + static_cast<std::ptrdiff_t>(depth));
            return same ? TermRange{first, first + 1} : TermRange{};
        }
        const auto begin = dictionary.label.begin() + dictionary.first_child[node];
        const auto end = dictionary.label.begin() + dictionary.first_child[node + 1];
        const auto child = std::lower_bound(begin, end, letters[depth]);
        if (child == end || *child != letters[depth]) return {};
        node = static_cast<std::uint32_t>(child - dictionary.label.begin());
    }
    return {dictionary.first_term[node], dictionary.end_term[node]};
}

}  // namespace mallctl::search
