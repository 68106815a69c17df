#include "search/dictionary/dictionary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

#include "core/error.hpp"

namespace mallctl::search {

namespace {

constexpr char32_t letters_end = 0x110000;

// Letters, each a bit.
class LetterSet {
  public:
    LetterSet() : words_(letters_end / 64) {}

    void add(char32_t letter) { words_[letter / 64] |= std::uint64_t{1} << (letter % 64); }

    std::vector<char32_t> ascending() const {
        std::vector<char32_t> letters;
        for (std::size_t i = 0; i < words_.size(); ++i) {
            for (std::uint64_t rest = words_[i]; rest != 0; rest &= rest - 1) {
                const auto bit = static_cast<std::size_t>(std::countr_zero(rest));
                letters.push_back(static_cast<char32_t>(i * 64 + bit));
            }
        }
        return letters;
    }

  private:
    std::vector<std::uint64_t> words_;
};

std::vector<char32_t> alphabet_of(const Dictionary& before, std::span<const TermSource> terms) {
    std::vector<std::uint8_t> seen(before.alphabet.size() + 1);
    LetterSet letters;
    for (const TermSource& term : terms) {
        if (term.before == TermSource::is_new) {
            for (const char32_t letter : term.letters) letters.add(letter);
        } else {
            for (const Code code : before.letters_of(term.before)) seen[code] = 1;
        }
    }
    for (std::size_t code = 1; code < seen.size(); ++code) {
        if (seen[code] != 0) letters.add(before.alphabet[code - 1]);
    }
    std::vector<char32_t> alphabet = letters.ascending();
    if (alphabet.size() > most_codes) {
        throw core::Error(
            core::Fault::rejected,
            fmt::format("the names hold {} different letters, more than {}", alphabet.size(), most_codes),
            "no script has as many: look for damaged text");
    }
    return alphabet;
}

void add_terms(const Dictionary& before, std::span<const TermSource> terms, DictionaryData& data) {
    std::vector<Code> codes(data.alphabet.empty() ? 0 : data.alphabet.back() + 1);
    for (std::size_t i = 0; i < data.alphabet.size(); ++i) {
        codes[data.alphabet[i]] = static_cast<Code>(i + 1);
    }
    std::vector<Code> codes_before(before.alphabet.size() + 1);
    for (std::size_t i = 0; i < before.alphabet.size(); ++i) {
        if (before.alphabet[i] < codes.size()) codes_before[i + 1] = codes[before.alphabet[i]];
    }
    const auto size_of = [&](const TermSource& term) {
        return term.before == TermSource::is_new ? term.letters.size()
                                                 : before.letters_of(term.before).size();
    };
    std::size_t at = 0;
    data.term_starts.reserve(terms.size() + 1);
    for (const TermSource& term : terms) {
        data.term_starts.push_back(static_cast<std::uint32_t>(at));
        at += size_of(term);
    }
    data.term_starts.push_back(static_cast<std::uint32_t>(at));
    data.term_letters.resize(at);
    auto to = data.term_letters.begin();
    for (const TermSource& term : terms) {
        if (term.before == TermSource::is_new) {
            for (const char32_t letter : term.letters) *to++ = codes[letter];
        } else {
            for (const Code code : before.letters_of(term.before)) *to++ = codes_before[code];
        }
    }
}

// How many letters each term shares with the one before it, and 0 for the first: where a walk over terms
// would compare letters, these are read in a row.
std::vector<std::uint8_t> shared_letters(const Dictionary& terms) {
    std::vector<std::uint8_t> shared(terms.term_count());
    for (TermId term = 1; term < shared.size(); ++term) {
        const auto before = terms.letters_of(term - 1);
        const auto letters = terms.letters_of(term);
        const auto end = std::mismatch(before.begin(), before.end(), letters.begin(), letters.end()).second;
        shared[term] = static_cast<std::uint8_t>(end - letters.begin());
    }
    return shared;
}

// Appends the children of a node, each the terms that go on with one letter, and how many lead to them.
void add_children(const Dictionary& terms, const std::vector<std::uint8_t>& shared, std::uint32_t node,
                  std::vector<std::uint8_t>& depths, TrieData& trie) {
    TermId term = trie.first_term[node];
    const TermId end = trie.end_term[node];
    if (end - term <= 1) return;
    const std::uint8_t depth = depths[node];
    // The shortest of terms that share a beginning comes first, and there is one of it.
    if (terms.term_starts[term + 1] - terms.term_starts[term] == depth) ++term;
    while (term < end) {
        TermId next = term + 1;
        while (next < end && shared[next] > depth) ++next;
        trie.label.push_back(terms.term_letters[terms.term_starts[term] + depth]);
        trie.first_term.push_back(term);
        trie.end_term.push_back(next);
        depths.push_back(static_cast<std::uint8_t>(depth + 1));
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
    // Most nodes are a term that no other begins with.
    const std::size_t nodes = terms.term_count() * 2;
    for (auto* numbers : {&trie.first_child, &trie.first_term, &trie.end_term}) numbers->reserve(nodes);
    trie.label.reserve(nodes);
    depths.reserve(nodes);
    const std::vector<std::uint8_t> shared = shared_letters(terms);
    for (std::uint32_t node = 0; node < trie.label.size(); ++node) {
        trie.first_child.push_back(static_cast<std::uint32_t>(trie.label.size()));
        add_children(terms, shared, node, depths, trie);
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

DictionaryData build_dictionary(const Dictionary& before, std::span<const TermSource> terms) {
    DictionaryData data;
    data.alphabet = alphabet_of(before, terms);
    add_terms(before, terms, data);
    data.trie = trie_of(data.view());
    return data;
}

DictionaryData build_dictionary(std::span<const std::u32string_view> terms) {
    std::vector<TermSource> sources;
    sources.reserve(terms.size());
    for (const auto letters : terms) sources.push_back({TermSource::is_new, letters});
    return build_dictionary({}, sources);
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
