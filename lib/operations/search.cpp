#include "operations/search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/closest.hpp"
#include "core/error.hpp"
#include "operations/place.hpp"
#include "operations/search_facts.hpp"
#include "plan/lookup.hpp"
#include "search/index.hpp"
#include "search/query/explain.hpp"
#include "search/text/fold.hpp"

namespace mallctl::operations {

namespace {

using core::Error;
using core::Fault;
using search::DocumentKind;

constexpr std::array document_kinds{DocumentKind::store, DocumentKind::amenity, DocumentKind::location,
                                    DocumentKind::offer, DocumentKind::product};

DocumentKind kind_of(const std::string& word) {
    std::vector<std::string> known;
    for (const auto kind : document_kinds) {
        if (word == to_string(kind)) return kind;
        known.emplace_back(to_string(kind));
    }
    const auto guess = core::did_you_mean(word, known);
    throw Error(Fault::usage, fmt::format("\"{}\" is not a kind to search for", word),
                guess.empty() ? fmt::format("choose of: {}", fmt::join(known, ", ")) : guess);
}

std::vector<std::string> labels_of(const Snapshot& snapshot, const std::vector<std::string>& levels) {
    std::vector<std::string> labels;
    for (const auto& text : levels) {
        const auto found = plan::find_levels(snapshot.plan, text);
        if (found.empty()) {
            std::vector<std::string> known;
            for (plan::LevelIndex i = 0; i < snapshot.plan.levels.size(); ++i)
                known.push_back(plan::level_label(snapshot.plan, i));
            throw Error(Fault::failed, fmt::format("there is no level \"{}\"", text),
                        known.empty() ? "import a plan first: mallctl import"
                                      : fmt::format("the levels are: {}", fmt::join(known, ", ")));
        }
        for (const auto level : found) labels.push_back(plan::level_label(snapshot.plan, level));
    }
    return labels;
}

std::vector<search::QueryLevel> levels_of(const Snapshot& snapshot) {
    std::vector<search::QueryLevel> levels;
    for (plan::LevelIndex i = 0; i < snapshot.plan.levels.size(); ++i) {
        const auto& level = snapshot.plan.levels[i];
        auto& said = levels.emplace_back();
        said.ordinal = level.ordinal;
        said.label = plan::level_label(snapshot.plan, i);
        said.short_name = level.short_name;
        for (const auto& [locale, name] : level.name) said.names.push_back(name);
    }
    return levels;
}

search::Query query_of(const Snapshot& snapshot, const SearchRequest& request) {
    search::Query query;
    query.text = request.text;
    query.filters.levels = labels_of(snapshot, request.levels);
    query.filters.category = request.category;
    query.filters.open_now = request.open_now;
    query.filters.has_offer = request.has_offer;
    for (const auto& word : request.kinds) query.filters.kinds.push_back(kind_of(word));
    query.sort = request.sort;
    query.limit = request.limit;
    query.at = request.at;
    query.levels = levels_of(snapshot);
    return query;
}

std::string reference_of(const search::Hit& hit) {
    return fmt::format("{}:{}", hit.kind == DocumentKind::amenity ? "id" : to_string(hit.kind), hit.slug);
}

SearchHit hit_of(const search::IndexView& view, const SearchFacts& facts, search::Hit hit) {
    SearchHit shown;
    const auto store = view.store_of(hit.document);
    const bool is_sold = hit.kind == DocumentKind::offer || hit.kind == DocumentKind::product;
    const auto place = is_sold ? store : hit.document;
    if (is_sold && store != search::no_document) shown.store = view.slug_of(store);
    shown.reference = reference_of(hit);
    shown.category = view.category_of(hit.document);
    // As near calls what has no name.
    if (hit.name.empty()) hit.name = shown.category;
    const auto walk = facts.walk(place);
    hit.distance_m = walk ? std::optional(walk->distance_m) : std::nullopt;
    if (!hit.levels.empty()) shown.level = hit.levels.front();
    if (walk) shown.level = walk->level;
    shown.hit = std::move(hit);
    return shown;
}

void explain(const search::IndexView& view, const std::string& searched, std::vector<SearchHit>& hits) {
    const search::FoldTable table(view.fold_table());
    const search::Folded folded = table.fold(searched);
    for (auto& hit : hits) hit.explanation = search::explanation_of(view, folded, hit.hit);
}

}  // namespace

SearchAnswer search(const Snapshot& snapshot, const SearchRequest& request) {
    const search::Index& index = search_of(snapshot);
    search::Query query = query_of(snapshot, request);
    SearchAnswer found;
    found.mall = snapshot.mall.slug;
    found.text = request.text;
    std::optional<ResolvedPlace> from;
    if (!request.near.empty()) {
        graph_of(snapshot);
        from = resolve_place(snapshot, request.near, request.at);
        found.near = from->reference;
    } else if (request.sort == search::Sort::distance) {
        throw Error(Fault::usage, "to sort by distance it must be known from where",
                    "say where you are: --near PLACE");
    }
    SearchFacts facts(snapshot, request.at, from ? &*from : nullptr);
    query.facts = facts.for_query();
    found.answer = index.search(query);
    for (const auto& hit : found.answer.hits) found.hits.push_back(hit_of(index.view(), facts, hit));
    if (request.explain) explain(index.view(), found.answer.intents.rest, found.hits);
    return found;
}

const char* to_string(DocumentKind kind) {
    switch (kind) {
        case DocumentKind::store:
            return "store";
        case DocumentKind::amenity:
            return "amenity";
        case DocumentKind::location:
            return "location";
        case DocumentKind::offer:
            return "offer";
        case DocumentKind::product:
            return "product";
    }
    return "store";
}

const char* to_string(search::Field field) {
    switch (field) {
        case search::Field::name:
            return "name";
        case search::Field::alias:
            return "alias";
        case search::Field::brand:
            return "brand";
        case search::Field::reading:
            return "reading";
        case search::Field::tag:
            return "tag";
        case search::Field::category:
            return "category";
    }
    return "name";
}

}  // namespace mallctl::operations
