#include "search/build/synonym_sets.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "core/error.hpp"
#include "core/utf8.hpp"
#include "search/synonyms/shipped.hpp"

namespace mallctl::search {

SynonymSets::SynonymSets(const std::vector<Synonyms>& synonyms, TextReader& reader)
    : phrases_(), digest_(), first_word_starts_(), by_first_word_() {
    std::vector<const Synonyms*> ordered;
    for (const Synonyms& set : synonyms) ordered.push_back(&set);
    std::sort(ordered.begin(), ordered.end(), [](const Synonyms* a, const Synonyms* b) {
        return std::tie(a->slug, a->words) < std::tie(b->slug, b->words);
    });
    for (const Synonyms* set : ordered) add_set(set->words, reader);
    own_sets_ = ordered.size();
    for (const ShippedSynonyms& set : shipped_synonyms()) {
        std::vector<std::string> words;
        for (const auto& of_language : set.words)
            words.insert(words.end(), of_language.begin(), of_language.end());
        add_set(words, reader);
    }
    core::Sha256Stream texts;
    for (const Phrase& phrase : phrases_) {
        texts.add(std::to_string(phrase.set) + ' ' + std::to_string(phrase.text.size()) + ' ' + phrase.text);
    }
    digest_ = texts.finish();
    WordId words_end = 0;
    for (const Phrase& phrase : phrases_) words_end = std::max(words_end, phrase.words.front() + 1);
    first_word_starts_.assign(words_end + 1, 0);
    for (const Phrase& phrase : phrases_) ++first_word_starts_[phrase.words.front() + 1];
    std::partial_sum(first_word_starts_.begin(), first_word_starts_.end(), first_word_starts_.begin());
    by_first_word_.resize(phrases_.size());
    std::vector<std::uint32_t> next(first_word_starts_.begin(), first_word_starts_.end());
    for (std::uint32_t i = 0; i < phrases_.size(); ++i) {
        by_first_word_[next[phrases_[i].words.front()]++] = i;
    }
}

void SynonymSets::add_set(std::span<const std::string> words, TextReader& reader) {
    const auto set = static_cast<std::uint32_t>(set_starts_.size() - 1);
    const auto first = static_cast<std::ptrdiff_t>(phrases_.size());
    for (const std::string& text : words) {
        if (!core::is_utf8(text)) {
            throw core::Error(core::Fault::rejected, "a synonym is not UTF-8", "write it again in UTF-8");
        }
        Phrase phrase{text, {}, set};
        reader.read_words(text, phrase.words);
        const bool known = std::any_of(phrases_.begin() + first, phrases_.end(),
                                       [&](const Phrase& other) { return other.words == phrase.words; });
        if (!known && !phrase.words.empty()) phrases_.push_back(std::move(phrase));
    }
    set_starts_.push_back(static_cast<std::uint32_t>(phrases_.size()));
}

std::optional<std::uint32_t> SynonymSets::shipped_for(std::string_view group) const {
    const ShippedSynonyms* set = search::shipped_for(group);
    if (set == nullptr) return std::nullopt;
    return static_cast<std::uint32_t>(own_sets_ + static_cast<std::size_t>(set - shipped_synonyms().data()));
}

void SynonymSets::find_in(std::span<const WordId> words, std::vector<std::uint32_t>& found) const {
    for (std::size_t i = 0; i < words.size(); ++i) {
        const WordId word = words[i];
        if (std::size_t{word} + 1 >= first_word_starts_.size()) continue;
        for (auto k = first_word_starts_[word]; k < first_word_starts_[word + 1]; ++k) {
            const std::uint32_t number = by_first_word_[k];
            const auto& phrase = phrases_[number].words;
            if (phrase.size() > words.size() - i) continue;
            if (std::equal(phrase.begin(), phrase.end(), words.begin() + static_cast<std::ptrdiff_t>(i))) {
                found.push_back(number);
            }
        }
    }
}

std::pair<std::uint32_t, std::uint32_t> SynonymSets::phrases_of(std::uint32_t set) const {
    return {set_starts_[set], set_starts_[set + 1]};
}

std::vector<std::vector<WordId>> SynonymSets::related(const std::vector<std::uint8_t>& used) const {
    std::vector<std::vector<WordId>> sets;
    for (std::size_t set = 0; set + 1 < set_starts_.size(); ++set) {
        std::vector<WordId> words;
        bool any = false;
        for (auto i = set_starts_[set]; i < set_starts_[set + 1]; ++i) {
            const auto& phrase = phrases_[i].words;
            if (phrase.size() != 1) continue;
            words.push_back(phrase.front());
            any = any || used[phrase.front()] != 0;
        }
        if (any && words.size() > 1) sets.push_back(std::move(words));
    }
    return sets;
}

}  // namespace mallctl::search
