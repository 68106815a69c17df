#include "search/query/rank.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace mallctl::search {

namespace {

// Costs that differ by less say nothing of what was meant. Nothing but an exact answer of a name is in bucket
// 0, for nothing else is free.
constexpr int bucket_width = 10;

constexpr int no_pin = 1 << 20;
constexpr double nowhere = 1e12;

int bucket_of(int cost) {
    return (std::max(cost, 0) + bucket_width - 1) / bucket_width;
}

std::optional<double> rounded(std::optional<double> distance_m) {
    if (!distance_m) return std::nullopt;
    return std::round(*distance_m / 10) * 10;
}

}  // namespace

Rank rank_of(const IndexView& index, const QueryText& query, DocumentId document,
             const Matcher::DocumentMatch& match, const RankFacts& facts) {
    if (facts.pin > 0) return rank_of_pin(index, query, document, facts);
    Rank rank;
    rank.cost_bucket = bucket_of(match.best.cost);
    rank.words_matched = match.best.matched;
    rank.field = match.field;
    rank.distance_m = rounded(facts.distance_m);
    rank.exact = match.best.exact;
    rank.popularity = index.popularity_of(document);
    rank.cost = match.best.cost;
    return rank;
}

Rank rank_of_pin(const IndexView& index, const QueryText& query, DocumentId document,
                 const RankFacts& facts) {
    Rank rank;
    rank.words_matched = static_cast<int>(query.folded->words.size());
    rank.pin = facts.pin;
    rank.distance_m = rounded(facts.distance_m);
    rank.popularity = index.popularity_of(document);
    return rank;
}

bool ranks_before(const Rank& a, DocumentId document_a, const Rank& b, DocumentId document_b) {
    const auto key = [](const Rank& rank, DocumentId document) {
        return std::make_tuple(rank.cost_bucket, -rank.words_matched, rank.pin > 0 ? rank.pin : no_pin,
                               rank.field, rank.distance_m.value_or(nowhere), !rank.exact, -rank.popularity,
                               rank.cost, document);
    };
    return key(a, document_a) < key(b, document_b);
}

int most_beside(int cost) {
    return bucket_of(cost) * bucket_width;
}

double score_of(const Rank& rank, const QueryText& query) {
    const double letters = static_cast<double>(query.folded->letters.size());
    const double cost = static_cast<double>(rank.cost_bucket) * bucket_width;
    return std::round(1e4 / (1 + cost / (40 + 20 * letters))) / 1e4;
}

}  // namespace mallctl::search
