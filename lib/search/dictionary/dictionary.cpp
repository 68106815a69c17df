#include "search/dictionary/dictionary.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.hpp"

namespace mallctl::search {

namespace {

std::vector<char32_t> alphabet_of(std::span<const std::u32string_view> terms) {
    std::vector<char32_t> alphabet;
    for (const auto term : terms) {
        alphabet.insert(alphabet.end(), term.begin(), term.end());
        // So that it stays small: few letters are new.
        if (alphabet.size() < 1 << 20) continue;
        std::sort(alphabet.begin(), alphabet.end());
        alphabet.erase(std::unique(alphabet.begin(), alphabet.end()), alphabet.end());
    }
    std::sort(alphabet.begin(), alphabet.end());
    alphabet.erase(std::unique(alphabet.begin(), alphabet.end()), alphabet.end());
    if (alphabet.size() > 65535) {
        throw core::Error(
            core::Fault::rejected,
            fmt::format("the names hold {} different letters, more than 65,535", alphabet.size()),
            "no script has as many: look for damaged text");
    }
    return alphabet;
}

void add_terms(std::span<const std::u32string_view> terms, DictionaryData& data) {
    const Dictionary codes = data.view();
    data.term_starts.reserve(terms.size() + 1);
    for (const auto term : terms) {
        data.term_starts.push_back(static_cast<std::uint32_t>(data.term_letters.size()));
        for (const char32_t letter : term) data.term_letters.push_back(codes.code_of(letter));
    }
    data.term_starts.push_back(static_cast<std::uint32_t>(data.term_letters.size()));
}

// Appends the children of a node that `depth` letters lead to, each the terms that go on with one letter.
void add_children(std::uint32_t node, std::size_t depth, DictionaryData& data) {
    TermId term = data.first_term[node];
    const TermId end = data.end_term[node];
    if (end - term == 1) return;
    const auto letter = [&](TermId of) { return data.term_letters[data.term_starts[of] + depth]; };
    // The shortest of terms that share a beginning comes first, and there is one of it.
    if (data.term_starts[term + 1] - data.term_starts[term] == depth) ++term;
    while (term < end) {
        const Code label = letter(term);
        TermId next = term + 1;
        while (next < end && letter(next) == label) ++next;
        data.label.push_back(label);
        data.first_term.push_back(term);
        data.end_term.push_back(next);
        term = next;
    }
}

void add_trie(TermId terms, DictionaryData& data) {
    data.label = {0};
    data.first_term = {0};
    data.end_term = {terms};
    std::uint32_t level_end = 1;
    std::size_t depth = 0;
    for (std::uint32_t node = 0; node < data.label.size(); ++node) {
        if (node == level_end) {
            ++depth;
            level_end = static_cast<std::uint32_t>(data.label.size());
        }
        data.first_child.push_back(static_cast<std::uint32_t>(data.label.size()));
        if (terms > 0) add_children(node, depth, data);
    }
    data.first_child.push_back(static_cast<std::uint32_t>(data.label.size()));
}

// From the last node to the first: all that is below a node has a higher number.
void add_letters_below(DictionaryData& data) {
    const std::size_t nodes = data.label.size();
    std::vector<std::uint8_t> depths(nodes, 0);
    for (std::size_t node = 0; node < nodes; ++node) {
        for (auto child = data.first_child[node]; child < data.first_child[node + 1]; ++child) {
            depths[child] = static_cast<std::uint8_t>(depths[node] + 1);
        }
    }
    data.letters_below.assign(nodes, 0);
    const Dictionary dictionary = data.view();
    for (std::size_t node = nodes; node-- > 0;) {
        std::uint32_t& below = data.letters_below[node];
        if (data.end_term[node] - data.first_term[node] == 1) {
            for (const Code code : dictionary.letters_of(data.first_term[node]).subspan(depths[node])) {
                below |= Dictionary::letter_bit(code);
            }
        }
        for (auto child = data.first_child[node]; child < data.first_child[node + 1]; ++child) {
            below |= Dictionary::letter_bit(data.label[child]) | data.letters_below[child];
        }
    }
}

}  // namespace

Code Dictionary::code_of(char32_t letter) const {
    const auto found = std::lower_bound(alphabet.begin(), alphabet.end(), letter);
    if (found == alphabet.end() || *found != letter) return 0;
    return static_cast<Code>(found - alphabet.begin() + 1);
}

Dictionary DictionaryData::view() const {
    return {alphabet, term_starts, term_letters, first_child, label, first_term, end_term, letters_below};
}

DictionaryData build_dictionary(std::span<const std::u32string_view> terms) {
    DictionaryData data;
    data.alphabet = alphabet_of(terms);
    add_terms(terms, data);
    add_trie(static_cast<TermId>(terms.size()), data);
    add_letters_below(data);
    return data;
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
