#include "search/build/terms.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>

#include "core/error.hpp"

namespace mallctl::search {

namespace {

void write_trie(const Vocabulary& vocabulary, const std::vector<WordId>& words, format::OwnedArrays& arrays) {
    std::vector<TermSource> terms;
    terms.reserve(words.size());
    for (const WordId word : words) terms.push_back(vocabulary.source_of(word));
    DictionaryData data = build_dictionary(vocabulary.before(), terms);
    arrays.alphabet = std::move(data.alphabet);
    arrays.term_starts = std::move(data.term_starts);
    arrays.term_letters = std::move(data.term_letters);
    arrays.first_child = std::move(data.trie.first_child);
    arrays.label = std::move(data.trie.label);
    arrays.first_term = std::move(data.trie.first_term);
    arrays.end_term = std::move(data.trie.end_term);
    arrays.letters_below = std::move(data.trie.letters_below);
    arrays.term_flags.assign(terms.size(), 0);
}

void write_words(const WordLists& lists, const std::vector<TermId>& term_of, format::OwnedArrays& arrays) {
    for (const std::uint32_t start : lists.starts) arrays.word_starts.push_back(U24(start));
    arrays.words.reserve(lists.words.size());
    for (std::size_t i = 0; i < lists.words.size(); ++i) {
        const TermId term = term_of[lists.words[i]];
        const bool compound = lists.compound[i];
        if (compound) arrays.term_flags[term] |= format::compound_term;
        arrays.words.push_back(U24(compound ? term | format::compound_word : term));
    }
}

// The surfaces of each term, by counting.
void write_postings(const WordLists& lists, const std::vector<TermId>& term_of, format::OwnedArrays& arrays) {
    const std::size_t terms = arrays.term_flags.size();
    std::vector<std::uint32_t> last(terms, format::none);
    const auto each = [&](const auto& visit) {
        std::fill(last.begin(), last.end(), format::none);
        for (std::uint32_t surface = 0; surface + 1 < lists.starts.size(); ++surface) {
            for (auto i = lists.starts[surface]; i < lists.starts[surface + 1]; ++i) {
                const TermId term = term_of[lists.words[i]];
                if (last[term] == surface) continue;
                last[term] = surface;
                visit(term, surface);
            }
        }
    };
    std::vector<std::uint32_t> starts(terms + 1, 0);
    each([&](TermId term, std::uint32_t) { ++starts[term + 1]; });
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    for (const std::uint32_t start : starts) arrays.posting_starts.push_back(U24(start));
    arrays.postings.resize(starts.back());
    each([&](TermId term, std::uint32_t surface) { arrays.postings[starts[term]++] = U24(surface); });
}

using Terms = std::vector<TermId>;

// Terms share the list of their set; one of several sets has a list of its own.
void write_synonyms(const std::vector<std::vector<WordId>>& sets, const std::vector<TermId>& term_of,
                    format::OwnedArrays& arrays) {
    std::map<TermId, Terms> lists;
    for (const auto& words : sets) {
        Terms terms;
        for (const WordId word : words) terms.push_back(term_of[word]);
        std::sort(terms.begin(), terms.end());
        for (const TermId term : terms) {
            Terms both;
            Terms& list = lists[term];
            std::set_union(list.begin(), list.end(), terms.begin(), terms.end(), std::back_inserter(both));
            list = std::move(both);
        }
    }
    std::map<Terms, std::uint32_t> numbers;
    arrays.synonym_starts.push_back(0);
    for (auto& [term, list] : lists) {
        const auto [found, added] = numbers.try_emplace(std::move(list), numbers.size());
        arrays.related_terms.push_back(term);
        arrays.related_lists.push_back(found->second);
        arrays.term_flags[term] |= format::related_term;
        if (!added) continue;
        arrays.synonyms.insert(arrays.synonyms.end(), found->first.begin(), found->first.end());
        arrays.synonym_starts.push_back(static_cast<std::uint32_t>(arrays.synonyms.size()));
    }
}

}  // namespace

TermNumbers write_dictionary(const Vocabulary& vocabulary, const SynonymSets& synonyms,
                             std::vector<std::uint8_t> used, format::OwnedArrays& arrays) {
    const auto related = synonyms.related(used);
    for (const auto& words : related) {
        for (const WordId word : words) used[word] = 1;
    }
    TermNumbers numbers{std::vector<TermId>(vocabulary.size()), vocabulary.sorted(used)};
    if (numbers.of_terms.size() > format::most_terms) {
        throw core::Error(core::Fault::rejected, "the mall has more than 8 million different words to search",
                          "split it in several malls, or take products out");
    }
    for (TermId term = 0; term < numbers.of_terms.size(); ++term) {
        numbers.of_word[numbers.of_terms[term]] = term;
    }
    write_trie(vocabulary, numbers.of_terms, arrays);
    write_synonyms(related, numbers.of_word, arrays);
    return numbers;
}

void write_terms(const Vocabulary& vocabulary, const SynonymSets& synonyms, const WordLists& lists,
                 format::OwnedArrays& arrays) {
    std::vector<std::uint8_t> used(vocabulary.size(), 0);
    for (const WordId word : lists.words) used[word] = 1;
    const TermNumbers terms = write_dictionary(vocabulary, synonyms, std::move(used), arrays);
    write_words(lists, terms.of_word, arrays);
    write_postings(lists, terms.of_word, arrays);
}

}  // namespace mallctl::search
