#include "search/match/match_cost.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

#include "search/match/match_weights.hpp"
#include "search/match/near_surfaces.hpp"
#include "search/match/phrase_cost.hpp"

namespace mallctl::search {

namespace {

// The nearest word of a category, a tag or a brand to one word of the query.
struct Beside {
    int cost = std::numeric_limits<int>::max();
    SurfaceId surface = 0;
    std::uint8_t word = 0;
    WordCost found;
};
using Besides = std::array<Beside, most_words>;

// What a group answers of the query, the same for all its members.
struct GroupAnswer {
    GroupId group = 0;
    Besides besides;
    SurfaceId surface = 0;
    int cost = std::numeric_limits<int>::max();  // of the best surface alone
    PhraseMatch match;
};

int cost_of_field(Field field) {
    if (field == Field::alias) return weights::other_name;
    if (field == Field::brand) return weights::brand;
    return field == Field::reading ? weights::reading : 0;
}

}  // namespace

struct Matcher::Impl {
    const IndexView* index = nullptr;
    Phrase query;
    PhraseCost phrases;
    Superfluous superfluous{};
    int worst = 0;  // what costs more is no answer
    std::vector<GroupAnswer> groups;
    std::size_t group_count = 0;
    std::vector<std::uint32_t> group_places;  // by group: 1 + its place in `groups`, 0: not yet there
    Besides besides;
    PhraseMatch match;
    PhraseMatch best;
    NearSurfaces near_surfaces;

    void begin(const IndexView& of, const Folded& folded);
    bool add_besides(SurfaceId surface, int more, Besides& into);
    const GroupAnswer& answer_of(GroupId group);
    void match_own(DocumentId document, const Superfluous& costs, int& best_cost, DocumentMatch& result);
    void match_groups(DocumentId document, int& best_cost, DocumentMatch& result);
    SurfaceMatch surface_match(SurfaceId surface, const PhraseMatch& found) const;
    void add_others(const Superfluous& costs, DocumentMatch& result) const;
};

void Matcher::Impl::begin(const IndexView& of, const Folded& folded) {
    index = &of;
    query.read(folded);
    phrases.begin(of, query);
    for (std::size_t i = 0; i < query.size(); ++i) {
        superfluous[i] =
            query.is_connector(i) ? weights::connector : weights::superfluous(query.word(i).size());
    }
    worst = weights::hopeless(folded.letters.size());
    for (std::size_t i = 0; i < group_count; ++i) group_places[groups[i].group] = 0;
    group_count = 0;
    group_places.resize(of.group_count());
}

// Lets the words of a surface answer what words of the query they can; whether they answer any.
bool Matcher::Impl::add_besides(SurfaceId surface, int more, Besides& into) {
    const auto words = index->surface(surface).words;
    bool any = false;
    for (std::size_t j = 0; j < words.size(); ++j) {
        std::uint32_t like = phrases.words().words_begun_like(words[j]);
        for (; like != 0; like &= like - 1) {
            const auto i = static_cast<std::size_t>(std::countr_zero(like));
            if (query.is_connector(i)) continue;
            const WordCost found = phrases.words().cost(i, i + 1, words[j]);
            if (found.cost == WordCost::no_cost) continue;
            any = true;
            if (found.cost + more >= into[i].cost) continue;
            into[i] = {found.cost + more, surface, static_cast<std::uint8_t>(j), found};
        }
    }
    return any;
}

const GroupAnswer& Matcher::Impl::answer_of(GroupId group) {
    if (group_places[group] != 0) return groups[group_places[group] - 1];
    if (group_count == groups.size()) groups.emplace_back();
    GroupAnswer& answer = groups[group_count++];
    group_places[group] = static_cast<std::uint32_t>(group_count);
    answer.group = group;
    answer.besides.fill({});
    answer.cost = std::numeric_limits<int>::max();
    answer.match.pairings.clear();
    const auto [first, end] = index->surfaces_of_group(group);
    for (SurfaceId surface = first; surface < end; ++surface) {
        if (!add_besides(surface, weights::beside, answer.besides)) continue;
        const bool near = phrases.match(index->surface(surface).words, superfluous, worst, match);
        if (!near || match.pairings.empty() || match.cost >= answer.cost) continue;
        answer.cost = match.cost;
        answer.surface = surface;
        std::swap(answer.match, match);
    }
    return answer;
}

SurfaceMatch Matcher::Impl::surface_match(SurfaceId surface, const PhraseMatch& found) const {
    SurfaceMatch result;
    result.cost = found.cost;
    result.exact = found.exact;
    result.words.reserve(found.pairings.size());
    for (const Pairing& pairing : found.pairings) {
        result.words.push_back({surface, pairing.query_first, pairing.query_end, pairing.text_first,
                                pairing.text_end, pairing.cost, pairing.prefix, pairing.synonym});
        result.matched = static_cast<std::uint8_t>(result.matched + pairing.query_end - pairing.query_first);
        if (pairing.query_end == query.size()) result.prefix = pairing.prefix;
    }
    return result;
}

// Adds the words that are answered beside the surface, where that is what their being superfluous costs.
void Matcher::Impl::add_others(const Superfluous& costs, DocumentMatch& result) const {
    std::uint32_t answered = 0;
    for (const WordMatch& word : result.best.words) {
        for (std::size_t i = word.query_first; i < word.query_end; ++i) answered |= std::uint32_t{1} << i;
    }
    for (std::size_t i = 0; i < query.size(); ++i) {
        if (((answered >> i) & 1) != 0 || costs[i] == superfluous[i]) continue;
        const Beside& beside = besides[i];
        result.best.words.push_back(
            {beside.surface, static_cast<std::uint8_t>(i), static_cast<std::uint8_t>(i + 1), beside.word,
             static_cast<std::uint8_t>(beside.word + 1), static_cast<std::uint16_t>(beside.cost),
             beside.found.prefix, beside.found.synonym});
        ++result.best.matched;
        if (i + 1 == query.size()) result.best.prefix = beside.found.prefix;
        result.field = std::max(result.field, index->surface(beside.surface).field);
        if (std::find(result.others.begin(), result.others.end(), beside.surface) == result.others.end()) {
            result.others.push_back(beside.surface);
        }
    }
    std::sort(result.best.words.begin(), result.best.words.end(),
              [](const WordMatch& a, const WordMatch& b) { return a.query_first < b.query_first; });
}

namespace {

// Kept for the next query of the thread, with the memory that it has.
template <typename Impl>
std::unique_ptr<Impl>& spare() {
    thread_local std::unique_ptr<Impl> impl;
    return impl;
}

}  // namespace

Matcher::Matcher(const IndexView& index, const QueryText& query) : impl_(std::move(spare<Impl>())) {
    if (!impl_) impl_ = std::make_unique<Impl>();
    impl_->begin(index, *query.folded);
}

Matcher::~Matcher() {
    spare<Impl>() = std::move(impl_);
}

SurfaceMatch Matcher::match_surface(SurfaceId surface, int most) {
    const auto words = impl_->index->surface(surface).words;
    const bool near = impl_->phrases.match(words, impl_->superfluous, most, impl_->match);
    if (near) return impl_->surface_match(surface, impl_->match);
    SurfaceMatch result;
    result.cost = no_match;
    return result;
}

const std::vector<SurfaceId>& Matcher::category_surfaces_near(std::size_t for_letter) {
    return impl_->near_surfaces.find(*impl_->index, impl_->query, impl_->phrases.words(), for_letter);
}

// The best of the document's own surfaces, where it is better than `best_cost`.
void Matcher::Impl::match_own(DocumentId document, const Superfluous& costs, int& best_cost,
                              DocumentMatch& result) {
    const auto [first, end] = index->surfaces_of(document);
    for (SurfaceId surface = first; surface < end; ++surface) {
        const Surface text = index->surface(surface);
        const int more = cost_of_field(text.field);
        if (!phrases.match(text.words, costs, std::min(worst, best_cost - 1 - more), match)) continue;
        // Words beside the name alone are no match of the name.
        if (match.pairings.empty()) continue;
        const int cost = match.cost + more;
        best_cost = cost;
        result.surface = surface;
        result.field = text.field;
        std::swap(best, match);
    }
}

// What the words of groups and brands answer each word of the query at least; the best group alone, where it
// is better than `best_cost`.
void Matcher::Impl::match_groups(DocumentId document, int& best_cost, DocumentMatch& result) {
    besides.fill({});
    for (const GroupId group : index->groups_of(document)) {
        const GroupAnswer& answer = answer_of(group);
        for (std::size_t i = 0; i < query.size(); ++i) {
            if (answer.besides[i].cost < besides[i].cost) besides[i] = answer.besides[i];
        }
        if (answer.match.pairings.empty() || answer.cost + weights::no_name >= best_cost) continue;
        best_cost = answer.cost + weights::no_name;
        best = answer.match;
        result.surface = answer.surface;
        result.field = index->surface(answer.surface).field;
    }
    const auto [first, end] = index->surfaces_of(document);
    for (SurfaceId surface = first; surface < end; ++surface) {
        if (index->surface(surface).field == Field::brand)
            add_besides(surface, weights::brand_beside, besides);
    }
}

Matcher::DocumentMatch Matcher::match(DocumentId document, int most) {
    DocumentMatch result;
    const int too_much = std::min(most, no_match) + 1;
    int best_cost = too_much;
    impl_->match_own(document, impl_->superfluous, best_cost, result);
    Superfluous costs = impl_->superfluous;
    // Words beside the name cost at least that much.
    const bool beside = impl_->query.size() <= weights::most_words_of_a_name;
    if (beside && best_cost > std::min(weights::beside, weights::brand_beside)) {
        impl_->match_groups(document, best_cost, result);
        bool cheaper = false;
        for (std::size_t i = 0; i < impl_->query.size(); ++i) {
            const int other = impl_->besides[i].cost;
            cheaper = cheaper || (other < costs[i] && other < best_cost);
            costs[i] = std::min(costs[i], other);
        }
        if (cheaper) impl_->match_own(document, costs, best_cost, result);
    }
    if (best_cost == too_much) return result;
    result.best = impl_->surface_match(result.surface, impl_->best);
    result.best.cost = best_cost;
    if (impl_->index->document_of(result.surface) == document) impl_->add_others(costs, result);
    return result;
}

}  // namespace mallctl::search
