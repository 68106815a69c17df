// to_json of search.
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/json_text.hpp"
#include "operations/json_parts.hpp"
#include "operations/search.hpp"

namespace mallctl::operations {

namespace {

using core::append_json_bool;
using core::append_json_integer;
using core::append_json_number;
using core::append_json_text;

double rounded(double value) {
    return std::round(value * 1000) / 1000;
}

void append_count(std::string& out, std::size_t count) {
    append_json_integer(out, static_cast<std::int64_t>(count));
}

void append_text_or_null(std::string& out, std::string_view text) {
    if (text.empty())
        out += "null";
    else
        append_json_text(out, text);
}

void append_number_or_null(std::string& out, const std::optional<double>& number) {
    if (number)
        append_json_number(out, *number);
    else
        out += "null";
}

void append_rank(std::string& out, const search::Rank& rank) {
    out += "{\"cost_bucket\":";
    append_json_integer(out, rank.cost_bucket);
    out += ",\"words_matched\":";
    append_json_integer(out, rank.words_matched);
    out += ",\"pin\":";
    append_json_integer(out, rank.pin);
    out += ",\"field\":";
    append_json_text(out, to_string(rank.field));
    out += ",\"distance_m\":";
    append_number_or_null(out, rank.distance_m);
    out += ",\"exact\":";
    append_json_bool(out, rank.exact);
    out += ",\"popularity\":";
    append_json_integer(out, rank.popularity);
    out += ",\"cost\":";
    append_json_integer(out, rank.cost);
    out += '}';
}

void append_highlights(std::string& out, const std::vector<search::Highlight>& highlights) {
    out += '[';
    for (const auto& highlight : highlights) {
        out += &highlight == &highlights.front() ? "[" : ",[";
        append_count(out, highlight.first);
        out += ',';
        append_count(out, highlight.end);
        out += ']';
    }
    out += ']';
}

void append_hit(std::string& out, const SearchHit& shown) {
    const search::Hit& hit = shown.hit;
    out += "{\"kind\":";
    append_json_text(out, to_string(hit.kind));
    out += ",\"slug\":";
    append_json_text(out, hit.slug);
    out += ",\"reference\":";
    append_json_text(out, shown.reference);
    out += ",\"name\":";
    append_json_text(out, hit.name);
    out += ",\"score\":";
    append_json_number(out, rounded(hit.score));
    out += ",\"highlights\":";
    append_highlights(out, hit.highlights);
    out += ",\"level\":";
    append_text_or_null(out, shown.level);
    out += ",\"distance_m\":";
    append_number_or_null(out, hit.distance_m ? std::optional(round_m(*hit.distance_m)) : std::nullopt);
    out += ",\"open_now\":";
    if (hit.open_now)
        append_json_bool(out, *hit.open_now);
    else
        out += "null";
    if (!hit.alias.empty()) {
        out += ",\"alias\":";
        append_json_text(out, hit.alias);
    }
    if (!shown.store.empty()) {
        out += ",\"store\":";
        append_json_text(out, shown.store);
    }
    if (!shown.explanation.empty()) {
        out += ",\"rank\":";
        append_rank(out, hit.rank);
        out += ",\"explanation\":";
        append_texts(out, shown.explanation);
    }
    out += '}';
}

void append_counts(std::string& out, const std::vector<search::FacetCount>& counts) {
    out += '[';
    for (const auto& one : counts) {
        out += &one == &counts.front() ? "{\"value\":" : ",{\"value\":";
        append_json_text(out, one.value);
        out += ",\"count\":";
        append_count(out, one.count);
        out += '}';
    }
    out += ']';
}

void append_facets(std::string& out, const search::Facets& facets) {
    out += "{\"level\":";
    append_counts(out, facets.level);
    out += ",\"category\":";
    append_counts(out, facets.category);
    out += ",\"open_now\":";
    append_count(out, facets.open_now);
    out += ",\"has_offer\":";
    append_count(out, facets.has_offer);
    out += '}';
}

void append_intents(std::string& out, const search::Intents& intents) {
    out += "{\"levels\":";
    append_texts(out, intents.levels);
    out += ",\"open_now\":";
    append_json_bool(out, intents.open_now);
    out += ",\"near_me\":";
    append_json_bool(out, intents.near_me);
    out += ",\"relaxed\":";
    append_json_bool(out, intents.relaxed);
    out += ",\"rest\":";
    append_json_text(out, intents.rest);
    out += '}';
}

void append_verdict(std::string& out, const search::Verdict& verdict) {
    out += "{\"found\":";
    append_json_bool(out, verdict.found);
    out += ",\"confidence\":";
    append_json_number(out, rounded(verdict.confidence));
    out += ",\"category\":";
    append_text_or_null(out, verdict.category.value_or(""));
    out += '}';
}

}  // namespace

std::string to_compact_json(const SearchAnswer& found) {
    std::string out;
    out.reserve(512 + found.hits.size() * 320);
    out += "{\"mall\":";
    append_json_text(out, found.mall);
    out += ",\"query\":";
    append_json_text(out, found.text);
    out += ",\"near\":";
    append_text_or_null(out, found.near);
    out += ",\"total\":";
    append_count(out, found.answer.total);
    out += ",\"hits\":[";
    for (const auto& hit : found.hits) {
        if (&hit != &found.hits.front()) out += ',';
        append_hit(out, hit);
    }
    out += "],\"facets\":";
    append_facets(out, found.answer.facets);
    out += ",\"intents\":";
    append_intents(out, found.answer.intents);
    out += ",\"verdict\":";
    append_verdict(out, found.answer.verdict);
    out += '}';
    return out;
}

std::string to_json(const SearchAnswer& found) {
    return to_text(Json::parse(to_compact_json(found)), 2);
}

}  // namespace mallctl::operations
