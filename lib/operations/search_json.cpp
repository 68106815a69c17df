// to_json of search.
#include <cmath>
#include <nlohmann/json.hpp>

#include "operations/json_parts.hpp"
#include "operations/search.hpp"

namespace mallctl::operations {

namespace {

double rounded(double value) {
    return std::round(value * 1000) / 1000;
}

Json text_or_null(const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(text);
}

Json metres_or_null(const std::optional<double>& metres) {
    return metres ? Json(round_m(*metres)) : Json(nullptr);
}

Json rank_json(const search::Rank& rank) {
    return {{"cost_bucket", rank.cost_bucket},
            {"words_matched", rank.words_matched},
            {"pin", rank.pin},
            {"field", to_string(rank.field)},
            {"distance_m", rank.distance_m ? Json(*rank.distance_m) : Json(nullptr)},
            {"exact", rank.exact},
            {"popularity", rank.popularity},
            {"cost", rank.cost}};
}

Json hit_json(const SearchHit& shown) {
    const search::Hit& hit = shown.hit;
    Json highlights = Json::array();
    for (const auto& highlight : hit.highlights) highlights.push_back({highlight.first, highlight.end});
    Json json{{"kind", to_string(hit.kind)},
              {"slug", hit.slug},
              {"reference", shown.reference},
              {"name", hit.name},
              {"score", rounded(hit.score)},
              {"highlights", std::move(highlights)},
              {"level", text_or_null(shown.level)},
              {"distance_m", metres_or_null(hit.distance_m)},
              {"open_now", hit.open_now ? Json(*hit.open_now) : Json(nullptr)}};
    if (!hit.alias.empty()) json["alias"] = hit.alias;
    if (!shown.store.empty()) json["store"] = shown.store;
    if (!shown.explanation.empty()) {
        json["rank"] = rank_json(hit.rank);
        json["explanation"] = shown.explanation;
    }
    return json;
}

Json counts_json(const std::vector<search::FacetCount>& counts) {
    Json json = Json::array();
    for (const auto& [value, count] : counts) json.push_back({{"value", value}, {"count", count}});
    return json;
}

}  // namespace

std::string to_json(const SearchAnswer& found) {
    const search::Answer& answer = found.answer;
    Json hits = Json::array();
    for (const auto& hit : found.hits) hits.push_back(hit_json(hit));
    const auto& facets = answer.facets;
    const auto& intents = answer.intents;
    const auto& verdict = answer.verdict;
    const Json json{
        {"mall", found.mall},
        {"query", found.text},
        {"near", text_or_null(found.near)},
        {"total", answer.total},
        {"hits", std::move(hits)},
        {"facets",
         {{"level", counts_json(facets.level)},
          {"category", counts_json(facets.category)},
          {"open_now", facets.open_now},
          {"has_offer", facets.has_offer}}},
        {"intents",
         {{"levels", intents.levels},
          {"open_now", intents.open_now},
          {"near_me", intents.near_me},
          {"relaxed", intents.relaxed},
          {"rest", intents.rest}}},
        {"verdict",
         {{"found", verdict.found},
          {"confidence", rounded(verdict.confidence)},
          {"category", text_or_null(verdict.category.value_or(""))}}},
    };
    return to_text(json, 2);
}

}  // namespace mallctl::operations
