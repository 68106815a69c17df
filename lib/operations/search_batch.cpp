#include "operations/search_batch.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/clock.hpp"
#include "operations/json_parts.hpp"

namespace mallctl::operations {

namespace {

using core::Error;
using core::Fault;

constexpr const char* line_forms = R"(write what to search for, or JSON: {"id": 7, "q": "coffee"})";

struct Line {
    Json id;  // null: none was given
    SearchRequest request;
};

const std::string& text_of(const Json& value, const std::string& key) {
    if (value.is_string()) return value.get_ref<const std::string&>();
    throw Error(Fault::usage, fmt::format("\"{}\" is no text", key), line_forms);
}

bool flag_of(const Json& value, const std::string& key) {
    if (value.is_boolean()) return value.get<bool>();
    throw Error(Fault::usage, fmt::format("\"{}\" is neither true nor false", key), line_forms);
}

std::vector<std::string> texts_of(const Json& value, const std::string& key) {
    if (!value.is_array()) return {text_of(value, key)};
    std::vector<std::string> texts;
    for (const Json& text : value) texts.push_back(text_of(text, key));
    return texts;
}

search::Sort sort_of(const std::string& word) {
    if (word == "relevance") return search::Sort::relevance;
    if (word == "distance") return search::Sort::distance;
    if (word == "name") return search::Sort::name;
    throw Error(Fault::usage, fmt::format("\"sort\": no order \"{}\"", word),
                "choose of: relevance, distance, name");
}

std::size_t limit_of(const Json& value) {
    constexpr std::uint64_t most = 100'000;
    if (value.is_number_unsigned() && value.get<std::uint64_t>() >= 1 && value.get<std::uint64_t>() <= most)
        return value.get<std::size_t>();
    throw Error(Fault::usage, "\"limit\" is no whole number from 1 to 100000", line_forms);
}

void set_value(const std::string& key, const Json& value, Line& line) {
    SearchRequest& request = line.request;
    if (key == "q") {
        request.text = text_of(value, key);
    } else if (key == "id") {
        if (!value.is_string() && !value.is_number())
            throw Error(Fault::usage, "\"id\" is neither a text nor a number", line_forms);
        line.id = value;
    } else if (key == "near") {
        request.near = text_of(value, key);
    } else if (key == "levels") {
        request.levels = texts_of(value, key);
    } else if (key == "category") {
        request.category = text_of(value, key);
    } else if (key == "kinds") {
        request.kinds = texts_of(value, key);
    } else if (key == "open_now") {
        request.open_now = flag_of(value, key);
    } else if (key == "has_offer") {
        request.has_offer = flag_of(value, key);
    } else if (key == "sort") {
        request.sort = sort_of(text_of(value, key));
    } else if (key == "limit") {
        request.limit = limit_of(value);
    } else if (key == "at") {
        request.at = core::parse_instant(text_of(value, key));
    } else {
        throw Error(Fault::usage, fmt::format("no search has a \"{}\"", key),
                    "known are q, id, near, levels, category, kinds, open_now, has_offer, sort, limit, at");
    }
}

void read_line(std::string_view text, Line& line) {
    if (text.ends_with('\r')) text.remove_suffix(1);
    if (text.size() > longest_search)
        throw Error(Fault::usage, fmt::format("the line is longer than {} bytes", longest_search),
                    "one search a line");
    const auto begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos || text[begin] != '{') {
        line.request.text = text;
        return;
    }
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object()) throw Error(Fault::usage, "the line is no JSON object", line_forms);
    // First, so that an error of the line carries it.
    if (json.contains("id")) set_value("id", json["id"], line);
    if (!json.contains("q")) throw Error(Fault::usage, "the search has no \"q\"", line_forms);
    for (const auto& [key, value] : json.items()) set_value(key, value, line);
}

const char* word(Fault fault) {
    return fault == Fault::usage ? "usage" : fault == Fault::rejected ? "rejected" : "failed";
}

}  // namespace

SearchLineAnswer answer_search(const Snapshot& snapshot, std::size_t number, std::string_view text,
                               const SearchRequest& usual) {
    Line line{nullptr, usual};
    Json json;
    const auto name = [&] {
        if (line.id.is_null()) {
            json["line"] = number;
        } else {
            json["id"] = line.id;
        }
    };
    try {
        read_line(text, line);
        const SearchAnswer answer = search(snapshot, line.request);
        name();
        Json hits = Json::array();
        for (const auto& hit : answer.hits)
            hits.push_back({{"id", hit.reference}, {"score", std::round(hit.hit.score * 1000) / 1000}});
        json["hits"] = std::move(hits);
        json["found"] = answer.answer.verdict.found;
        return {to_text(json), std::nullopt};
    } catch (const Error& error) {
        const Fault fault = error.fault();
        if (fault != Fault::failed && fault != Fault::usage && fault != Fault::rejected) throw;
        name();
        json["error"] = {{"fault", word(fault)}, {"message", error.what()}, {"advice", error.advice()}};
        return {to_text(json), fault};
    }
}

}  // namespace mallctl::operations
