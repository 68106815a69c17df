#include "search/match/phrase_cost.hpp"

#include <algorithm>
#include <tuple>

#include "search/match/edit_cost.hpp"
#include "search/match/match_weights.hpp"

namespace mallctl::search {

namespace {

constexpr std::size_t length_slack = 3;  // letters by which words written together may differ
constexpr std::size_t most_pairings = 600;
constexpr int least_of_letter = 12;

// What people say and write for '&'.
constexpr std::array<std::u32string_view, 6> spoken_connectors = {U"and", U"n", U"und", U"et", U"y", U"e"};

// Whether words written together can be alike at all: most letters of each must be in the other.
bool plausible(std::u32string_view typed, LetterSet typed_set, std::u32string_view text, LetterSet text_set,
               bool open) {
    if (typed.size() > text.size() + length_slack) return false;
    if (typed_set.count_without(text_set) > 1 + static_cast<int>(typed.size() / 4)) return false;
    if (open) return true;
    return text.size() <= typed.size() + length_slack &&
           text_set.count_without(typed_set) <= 1 + static_cast<int>(text.size() / 4);
}

}  // namespace

void PhraseCost::begin(const IndexView& index, const Phrase& query) {
    index_ = &index;
    query_ = &query;
    words_.begin(index, query);
    pattern_.read(query.letters());
    typed_word_.read(query.letters(), EditWord::Role::typed);
}

bool PhraseCost::match(std::span<const U24> text, const Superfluous& superfluous, int worst,
                       PhraseMatch& result) {
    text_.read(*index_, text);
    result.pairings.clear();
    result.exact = text_ == *query_;
    pairings_.clear();
    if (result.exact) {
        result.cost = 0;
        for (std::uint8_t i = 0; i < text_.size(); ++i) {
            const auto end = static_cast<std::uint8_t>(i + 1);
            result.pairings.push_back({i, end, i, end, 0, false, false});
        }
        return true;
    }
    // A letter that the text has not costs as much at least, in a word or as a part of one too many.
    if (query_->letter_set().count_without(text_.letter_set()) * least_of_letter > worst) return false;
    weigh_missing();
    pair_words(text, superfluous);
    assign(pairings_,
           {{superfluous.data(), query_->size()},
            {missing_.data(), text_.size()},
            {unfinished_.data(), text_.size()}},
           assignment_);
    for (const std::uint16_t i : assignment_.chosen) result.pairings.push_back(pairings_[i]);
    // Nothing but the same words is free.
    result.cost = std::max(1, assignment_.cost);
    match_letters(worst, result);
    return result.cost <= worst;
}

void PhraseCost::weigh_missing() {
    for (std::size_t i = 0; i < text_.size(); ++i) {
        const std::size_t letters = text_.word(i).size();
        missing_[i] = text_.is_connector(i) ? weights::connector : weights::missing(letters);
        unfinished_[i] = text_.is_connector(i) ? weights::connector : weights::unfinished(letters);
    }
}

void PhraseCost::pair_words(std::span<const U24> text, const Superfluous& superfluous) {
    std::uint32_t same = 0;  // words of the query that a word of the text equals
    for (std::size_t j = 0; j < text_.size(); ++j) {
        for (std::size_t i = 0; i < query_->size(); ++i) {
            const WordCost cost = pair_cost(i, j, text[j]);
            if (cost.cost >= superfluous[i] + missing_[j]) continue;
            if (cost.cost == 0) same |= std::uint32_t{1} << i;
            pairings_.push_back({static_cast<std::uint8_t>(i), static_cast<std::uint8_t>(i + 1),
                                 static_cast<std::uint8_t>(j), static_cast<std::uint8_t>(j + 1), cost.cost,
                                 cost.prefix, cost.synonym});
        }
    }
    const std::size_t joinable = query_->size() <= weights::most_words_of_a_name ? query_->size() : 0;
    for (std::size_t i = 0; i < joinable && pairings_.size() < most_pairings; ++i) {
        if (query_->is_connector(i)) continue;
        if (((same >> i) & 1) == 0) pair_joined_text(i, superfluous);
        pair_joined_query(i, text, superfluous);
    }
    std::sort(pairings_.begin(), pairings_.end(), [](const Pairing& a, const Pairing& b) {
        return std::tie(a.query_first, a.query_end, a.text_first, a.text_end) <
               std::tie(b.query_first, b.query_end, b.text_first, b.text_end);
    });
}

WordCost PhraseCost::pair_cost(std::size_t word, std::size_t text_word, TermId term) {
    if (!text_.is_connector(text_word)) {
        return query_->is_connector(word) ? WordCost{} : words_.cost_of_meaning(word, word + 1, term);
    }
    const std::u32string_view typed = query_->word(word);
    if (!is_connector_word(typed)) return {};
    return {typed == text_.word(text_word) ? std::uint16_t{0} : std::uint16_t{weights::connector}, false,
            false};
}

// One word typed for several of the text.
void PhraseCost::pair_joined_text(std::size_t word, const Superfluous& superfluous) {
    const std::u32string_view typed = query_->letters(word, word + 1);
    const LetterSet typed_set = query_->letter_set(word, word + 1);
    const bool open = is_open(word + 1);
    for (std::size_t j = 0; j + 1 < text_.size(); ++j) {
        if (text_.is_connector(j)) continue;
        // A beginning of the first word alone is no join.
        if (typed.size() <= text_.word(j).size()) continue;
        int skipped = missing_[j];
        for (std::size_t end = j + 2; end <= std::min(text_.size(), j + most_joined); ++end) {
            skipped += missing_[end - 1];
            if (text_.is_connector(end - 1)) continue;
            const std::u32string_view letters = text_.letters(j, end);
            if (!plausible(typed, typed_set, letters, text_.letter_set(j, end), open)) continue;
            const int more = weights::joined * static_cast<int>(end - j - 1);
            const int limit =
                std::min(superfluous[word] + skipped - 1, weights::worst_join(typed.size())) - more;
            const WordCosts::Typed& whole = words_.typed(word, word + 1);
            if (whole.pattern.edits(letters, open) > weights::most_edits(typed.size())) continue;
            text_word_.read(letters, EditWord::Role::term);
            const int cost = edit_cost(whole.word, text_word_, open ? Tail::open : Tail::whole, limit);
            if (cost == no_match) continue;
            pairings_.push_back({static_cast<std::uint8_t>(word), static_cast<std::uint8_t>(word + 1),
                                 static_cast<std::uint8_t>(j), static_cast<std::uint8_t>(end),
                                 static_cast<std::uint16_t>(cost + more), typed.size() < letters.size(),
                                 false});
        }
    }
}

// Several words typed for one of the text.
void PhraseCost::pair_joined_query(std::size_t word, std::span<const U24> text,
                                   const Superfluous& superfluous) {
    int skipped = superfluous[word];
    for (std::size_t end = word + 2; end <= std::min(query_->size(), word + most_joined); ++end) {
        skipped += superfluous[end - 1];
        if (query_->is_connector(end - 1)) continue;
        const std::u32string_view typed = query_->letters(word, end);
        const LetterSet typed_set = query_->letter_set(word, end);
        const int more = weights::joined * static_cast<int>(end - word - 1);
        for (std::size_t j = 0; j < text_.size(); ++j) {
            if (text_.is_connector(j)) continue;
            if (!plausible(typed, typed_set, text_.word(j), text_.letter_set(j, j + 1), is_open(end)))
                continue;
            const WordCost cost = words_.cost(word, end, text[j]);
            if (cost.cost + more >= skipped + missing_[j]) continue;
            pairings_.push_back({static_cast<std::uint8_t>(word), static_cast<std::uint8_t>(end),
                                 static_cast<std::uint8_t>(j), static_cast<std::uint8_t>(j + 1),
                                 static_cast<std::uint16_t>(cost.cost + more), cost.prefix, cost.synonym});
        }
    }
}

void PhraseCost::match_letters(int worst, PhraseMatch& result) {
    const std::size_t typed_words = query_->plain_size();
    const std::size_t text_words = text_.plain_size();
    if (result.cost <= weights::joined || typed_words + text_words <= 2) return;
    const std::size_t gaps = typed_words > text_words ? typed_words - text_words : text_words - typed_words;
    const int more = weights::joined * static_cast<int>(std::clamp<std::size_t>(gaps, 1, 2));
    if (plausible(query_->letters(), query_->letter_set(), text_.letters(), text_.letter_set(), true)) {
        try_letters(text_.letters(), more, worst, result);
    }
    // "bandm" for "b&m"
    if (!text_.has_connectors() || query_->has_connectors()) return;
    for (const std::u32string_view spoken : spoken_connectors) {
        if (query_->letters().find(spoken) == std::u32string_view::npos) continue;
        text_.write_spoken(spoken, spoken_);
        try_letters(spoken_, more, worst, result);
    }
}

void PhraseCost::try_letters(std::u32string_view text, int more, int worst, PhraseMatch& result) {
    const std::u32string_view typed = query_->letters();
    const int limit = std::min(result.cost - 1, worst) - more;
    if (limit < 0 || typed.empty() || text.empty()) return;
    const bool open = query_->ends_open();
    if (pattern_.edits(text, open) > weights::most_edits(typed.size())) return;
    text_word_.read(text, EditWord::Role::term);
    const int cost = edit_cost(typed_word_, text_word_, open ? Tail::open : Tail::whole, limit);
    if (cost == no_match) return;
    result.cost = cost + more;
    result.pairings.assign(
        1, {0, static_cast<std::uint8_t>(query_->size()), 0, static_cast<std::uint8_t>(text_.size()),
            static_cast<std::uint16_t>(result.cost), typed.size() < text.size(), false});
}

}  // namespace mallctl::search
