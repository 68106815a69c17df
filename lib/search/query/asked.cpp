#include "search/query/asked.hpp"

#include <algorithm>
#include <limits>

#include "search/query/facets.hpp"
#include "search/query/filters.hpp"
#include "search/query/highlight.hpp"
#include "search/query/rank.hpp"
#include "search/query/verdict.hpp"

namespace mallctl::search {

namespace {

constexpr double nowhere = std::numeric_limits<double>::infinity();
constexpr std::size_t close_looks = 64;
constexpr std::size_t most_counted = 2000;
constexpr std::size_t least_hits = 10;  // that are looked for, so that the first is the same for any limit
// By how much less than estimated a document may cost for each word: words of a category count one by one in
// an estimate, and once in a match; and it may have a surface that fits better than the one that led to it.
constexpr int doubt_of_estimate = 40;

std::optional<double> distance_of(const IndexView& index, const Query& query, DocumentId document) {
    if (!query.facts.distance_m) return std::nullopt;
    return query.facts.distance_m(owner_of(index, document));
}

// What the managers of the mall say of one query.
struct Rules {
    std::vector<DocumentId> pinned;  // in their order
    std::vector<DocumentId> excluded;

    Rules(const IndexView& index, std::u32string_view letters) {
        for (const Rule& rule : index.rules_for(letters)) {
            auto& documents = rule.pin ? pinned : excluded;
            documents.insert(documents.end(), rule.documents.begin(), rule.documents.end());
        }
    }

    int pin_of(DocumentId document) const {
        const auto found = std::find(pinned.begin(), pinned.end(), document);
        return found == pinned.end() ? 0 : static_cast<int>(found - pinned.begin()) + 1;
    }
};

void add_pins(const IndexView& index, const QueryText& text, const Query& query, const Rules& rules,
              const DocumentSet& allowed, std::vector<Found>& found) {
    for (const DocumentId document : rules.pinned) {
        const bool known = std::any_of(found.begin(), found.end(),
                                       [&](const Found& other) { return other.document == document; });
        if (known || !allowed.has(document)) continue;
        Found pin;
        pin.document = document;
        pin.rank =
            rank_of_pin(index, text, document, {rules.pin_of(document), distance_of(index, query, document)});
        pin.meant = true;
        found.push_back(std::move(pin));
    }
}

void sort_by_rank(std::vector<Found>& found) {
    std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
        return ranks_before(a.rank, a.document, b.rank, b.document);
    });
}

// What a document may cost at most to be one of the hits, once there are as many as are asked for.
class WorstHit {
  public:
    explicit WorstHit(std::size_t hits) : hits_(hits) {}

    int most() const { return costs_.size() < hits_ ? no_match : most_beside(costs_.front()); }
    void add(int cost) {
        costs_.push_back(cost);
        std::push_heap(costs_.begin(), costs_.end());
        if (costs_.size() <= hits_) return;
        std::pop_heap(costs_.begin(), costs_.end());
        costs_.pop_back();
    }

  private:
    std::size_t hits_;
    std::vector<int> costs_;  // of the best so far, a heap with the worst at its front
};

// `all`: not only those that can be hits.
std::vector<Found> look_closely(const IndexView& index, const QueryText& text, Matcher& matcher,
                                const Query& query, const Rules& rules, const DocumentSet& allowed,
                                std::size_t most, bool all) {
    std::vector<Found> found;
    WorstHit worst(std::max(query.limit, least_hits));
    const int doubt = doubt_of_estimate * static_cast<int>(text.folded->words.size());
    for (const Candidate& candidate : find_candidates(index, text, allowed, most)) {
        Found one;
        one.document = candidate.document;
        const int pin = rules.pin_of(candidate.document);
        if (!all && pin == 0 && candidate.bound > worst.most() + doubt) continue;
        one.match = matcher.match(candidate.document, all || pin > 0 ? no_match : worst.most());
        if (one.match.best.matched == 0 && pin == 0) continue;
        if (pin == 0) worst.add(one.match.best.cost);
        one.rank = rank_of(index, text, candidate.document, one.match,
                           {pin, distance_of(index, query, candidate.document)});
        one.meant = pin > 0 || confidence_of(text, one.match) >= found_at;
        found.push_back(std::move(one));
    }
    add_pins(index, text, query, rules, allowed, found);
    sort_by_rank(found);
    return found;
}

// By distance or name only what was meant is sorted: a near shop of another name is no answer.
void sort_meant(const IndexView& index, const FoldTable& table, Sort sort, std::vector<Found>& found) {
    if (sort == Sort::relevance) return;
    const auto others =
        std::stable_partition(found.begin(), found.end(), [](const Found& one) { return one.meant; });
    if (sort == Sort::distance) {
        std::stable_sort(found.begin(), others, [](const Found& a, const Found& b) {
            return a.rank.distance_m.value_or(nowhere) < b.rank.distance_m.value_or(nowhere);
        });
        return;
    }
    std::vector<std::pair<std::u32string, std::size_t>> names;
    for (auto one = found.begin(); one != others; ++one) {
        names.emplace_back(table.fold(index.name_of(one->document)).letters, names.size());
    }
    std::sort(names.begin(), names.end());
    std::vector<Found> sorted;
    sorted.reserve(found.size());
    for (const auto& [name, position] : names) sorted.push_back(std::move(found[position]));
    std::move(others, found.end(), std::back_inserter(sorted));
    found = std::move(sorted);
}

Hit hit_of(const IndexView& index, const FoldTable& table, const QueryText& text, const Query& query,
           Found found) {
    const DocumentId owner = owner_of(index, found.document);
    Hit hit;
    hit.document = found.document;
    hit.kind = index.kind_of(found.document);
    hit.slug = index.slug_of(found.document);
    const bool matched = found.match.best.matched > 0;
    hit.name = matched ? shown_name(index, found.document, found.match) : index.name_of(found.document);
    if (matched) {
        hit.alias = found_alias(index, found.document, found.match);
        const std::string& meant = hit.alias.empty() ? hit.name : hit.alias;
        hit.highlights = highlights_of(index, table, text, found.match, meant);
    }
    hit.score = score_of(found.rank, text);
    if (query.facts.levels) hit.levels = query.facts.levels(owner);
    hit.distance_m = distance_of(index, query, found.document);
    if (query.facts.is_open) hit.open_now = query.facts.is_open(owner);
    hit.rank = found.rank;
    hit.words = std::move(found.match.best.words);
    return hit;
}

// What the filters let through: the nearest first where distances are known, else as the index numbers them,
// by kind and the most wanted first.
std::vector<Found> list_all(const IndexView& index, const Query& query, const DocumentSet& allowed,
                            std::size_t most) {
    std::vector<Found> found;
    for (DocumentId document = 0; document < index.document_count() && found.size() < most; ++document) {
        if (!allowed.has(document)) continue;
        Found one;
        one.document = document;
        one.rank.distance_m = distance_of(index, query, document);
        one.rank.popularity = index.popularity_of(document);
        one.meant = true;
        found.push_back(std::move(one));
    }
    if (query.facts.distance_m) sort_by_rank(found);
    return found;
}

void count(const IndexView& index, const Query& query, const std::vector<Found>& found, Answer& answer) {
    std::vector<DocumentId> meant;
    for (const Found& one : found) {
        if (one.meant) meant.push_back(one.document);
    }
    answer.total = meant.size();
    answer.facets = count_facets(index, meant, query.facts);
}

}  // namespace

Answer ask(const IndexView& index, const FoldTable& table, const Query& query, std::string_view text,
           const Filters& filters, Sort sort) {
    const Folded folded = table.fold(text);
    const QueryText question = query_text(index.dictionary(), folded);
    const Rules rules(index, folded.letters);
    const DocumentSet allowed = allowed_documents(index, filters, query.facts, query.at, rules.excluded);
    Answer answer;
    answer.intents.rest = text;
    Matcher matcher(index, question);
    std::vector<Found> found;
    const bool all = query.count_all || sort != Sort::relevance;
    if (!folded.words.empty()) {
        const std::size_t most = std::max(query.limit, all ? most_counted : close_looks);
        found = look_closely(index, question, matcher, query, rules, allowed, most, all);
        answer.verdict = verdict_of(index, question, matcher, found.empty() ? nullptr : &found.front().match);
        if (!found.empty() && found.front().rank.pin > 0) answer.verdict = {true, 1, std::nullopt};
    } else if (text.find_first_not_of(' ') == std::string_view::npos) {
        found = list_all(index, query, allowed,
                         all || query.facts.distance_m ? index.document_count() : query.limit);
        answer.verdict = {!found.empty(), found.empty() ? 0.0 : 1.0, std::nullopt};
    }
    count(index, query, found, answer);
    sort_meant(index, table, sort, found);
    found.resize(std::min(found.size(), query.limit));
    for (Found& one : found) answer.hits.push_back(hit_of(index, table, question, query, std::move(one)));
    return answer;
}

}  // namespace mallctl::search
