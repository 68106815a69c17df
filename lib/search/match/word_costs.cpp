#include "search/match/word_costs.hpp"

#include <algorithm>

#include "search/match/letter_costs.hpp"
#include "search/match/match_weights.hpp"

namespace mallctl::search {

namespace {

constexpr int entry_bits = 11;
constexpr std::size_t entry_count = std::size_t{1} << entry_bits;
constexpr std::size_t most_probes = 4;
constexpr int round_shift = 40;  // above 32 bits of a term and 8 of words of the query
constexpr std::uint64_t last_round = (std::uint64_t{1} << (64 - round_shift)) - 1;
// Of a query that is a text of its own only equal words count once so many pairs were compared: a
// millisecond. Queries for names need a tenth of that.
constexpr std::size_t most_compared = 8'000;
constexpr int alike = 60;  // first letters that cost no more are taken for each other

std::size_t place_of(std::uint64_t key) {
    return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15U) >> (64 - entry_bits));
}

}  // namespace

void WordCosts::begin(const IndexView& index, const Phrase& query) {
    index_ = &index;
    query_ = &query;
    term_known_ = false;
    compared_ = 0;
    if (entries_.empty() || round_ == last_round) {
        entries_.assign(entry_count, Entry{});
        for (auto& of_first : typed_) of_first = {};
        round_ = 0;
    }
    ++round_;
    find_beginnings();
}

std::uint64_t WordCosts::key_of(bool meaning, std::size_t first, std::size_t end, std::uint32_t what) const {
    const std::uint64_t range = (first * 4 + (end - first - 1)) * 2 + (meaning ? 1 : 0);
    return (round_ << round_shift) | (range << 32) | what;
}

// That of the key, or one to be used for it.
WordCosts::Entry& WordCosts::entry_of(std::uint64_t key) {
    const std::size_t place = place_of(key);
    for (std::size_t i = 0; i < most_probes; ++i) {
        Entry& entry = entries_[(place + i) % entry_count];
        if (entry.key == key || (entry.key >> round_shift) != round_) return entry;
    }
    return entries_[place];
}

WordCost WordCosts::cost(std::size_t first, std::size_t end, TermId term) {
    const std::uint64_t key = key_of(false, first, end, term);
    Entry& entry = entry_of(key);
    if (entry.key == key) return entry.cost;
    const std::size_t letters = query_->letters(first, end).size();
    const int limit = end - first == 1 ? weights::worst_pair(letters) : weights::worst_join(letters);
    entry = {key, compare(first, end, term, limit)};
    return entry.cost;
}

WordCost WordCosts::cost_of_meaning(std::size_t first, std::size_t end, TermId term) {
    const WordCost own = cost(first, end, term);
    if (own.cost <= weights::same_meaning) return own;
    const auto synonyms = index_->synonyms_of(term);
    if (synonyms.empty()) return own;
    // Terms of one meaning share one list, so its place tells it from others; in the artifact, not in memory,
    // as what entries take each other's place must not differ from run to run.
    const auto list = static_cast<std::uint32_t>(synonyms.data() - index_->arrays().synonyms.data());
    const std::uint64_t key = key_of(true, first, end, list);
    Entry& entry = entry_of(key);
    if (entry.key != key) entry = {key, compare_all(first, end, synonyms)};
    return entry.cost.cost < own.cost ? entry.cost : own;
}

void WordCosts::find_beginnings() {
    for (const Code code : begun_codes_) begun_[code] = 0;
    begun_codes_.clear();
    begun_.resize(std::max(begun_.size(), index_->dictionary().alphabet.size() + 1));
    for (std::size_t word = 0; word < query_->size(); ++word) {
        const std::u32string_view typed = query_->letters(word, word + 1);
        if (typed.empty()) continue;
        add_beginning(word, typed[0]);
        if (typed.size() > 1) add_beginning(word, typed[1]);
        const auto& costs = substitution_costs[letter_kind(typed[0])];
        for (std::size_t kind = 1; kind < letter_kinds; ++kind) {
            if (costs[kind] <= alike) add_beginning(word, letter_of_kind(static_cast<LetterKind>(kind)));
        }
    }
}

void WordCosts::add_beginning(std::size_t word, char32_t letter) {
    const Code code = index_->dictionary().code_of(letter);
    if (code == 0) return;
    begun_[code] |= std::uint32_t{1} << word;
    begun_codes_.push_back(code);
}

WordCost WordCosts::compare_all(std::size_t first, std::size_t end, std::span<const TermId> terms) {
    const std::size_t letters = query_->letters(first, end).size();
    int limit = weights::worst_meaning(letters);
    WordCost best;
    for (const TermId term : terms) {
        if (((words_begun_like(term) >> first) & 1) == 0) continue;
        WordCost cost = compare(first, end, term, limit);
        if (cost.cost == WordCost::no_cost) continue;
        limit = cost.cost - 1;
        cost.cost = static_cast<std::uint16_t>(cost.cost + weights::same_meaning);
        cost.synonym = true;
        best = cost;
    }
    return best;
}

const WordCosts::Typed& WordCosts::typed(std::size_t first, std::size_t end) {
    Typed& typed = typed_[first][end - first - 1];
    if (typed.round != round_) {
        typed.word.read(query_->letters(first, end), EditWord::Role::typed);
        typed.pattern.read(query_->letters(first, end));
        typed.round = round_;
    }
    return typed;
}

void WordCosts::read_term(TermId term) {
    if (term_known_ && term == term_) return;
    term_ = term;
    term_known_ = true;
    term_ready_ = false;
    term_letters_.clear();
    const auto codes = index_->dictionary().letters_of(term);
    for (const Code code : codes.first(std::min(codes.size(), most_letters))) {
        term_letters_ += index_->dictionary().letter_of(code);
    }
}

bool WordCosts::is_within(std::size_t word, TermId term, int limit) {
    const std::size_t letters = query_->letters(word, word + 1).size();
    const bool open = word + 1 == query_->size() && query_->ends_open();
    const std::uint64_t key = key_of(false, word, word + 1, term);
    if (const Entry& known = entry_of(key); known.key == key) return known.cost.cost <= limit;
    return may_be_alike(letters, term, open) &&
           compare(word, word + 1, term, std::min(limit, weights::worst_pair(letters))).cost <= limit;
}

// By their lengths alone.
bool WordCosts::may_be_alike(std::size_t letters, TermId term, bool open) const {
    const std::size_t other = std::min(index_->dictionary().letters_of(term).size(), most_letters);
    const auto most = static_cast<std::size_t>(weights::most_edits(letters));
    letters = std::min(letters, most_edit_letters);  // a pattern has no more
    return letters <= other + most && (open || other <= letters + most);
}

WordCost WordCosts::compare(std::size_t first, std::size_t end, TermId term, int limit) {
    const std::u32string_view typed = query_->letters(first, end);
    const bool open = end == query_->size() && query_->ends_open();
    const bool alike = may_be_alike(typed.size(), term, open);
    if (alike) {
        read_term(term);
        if (typed == term_letters_) return {0, false, false};
    }
    if (compared_ == most_compared) return {};
    ++compared_;
    if (!alike) return {};
    const Typed& word = this->typed(first, end);
    if (word.pattern.edits(term_letters_, open) > weights::most_edits(typed.size())) return {};
    if (!term_ready_) term_word_.read(term_letters_, EditWord::Role::term);
    term_ready_ = true;
    const int cost = edit_cost(word.word, term_word_, open ? Tail::open : Tail::whole, limit);
    if (cost == no_match) return {};
    // Nothing but the same letters is free, beyond those that edit_cost looks at too.
    WordCost result{static_cast<std::uint16_t>(std::max(1, cost)), false, false};
    result.prefix = open && typed.size() <= term_letters_.size() + 2 &&
                    edit_cost(word.word, term_word_, Tail::whole, cost) == no_match;
    return result;
}

}  // namespace mallctl::search
