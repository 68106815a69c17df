#include "operations/route_batch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "operations/json_parts.hpp"
#include "operations/route_json.hpp"

namespace mallctl::operations {

namespace {

using core::Error;
using core::Fault;

constexpr const char* query_forms =
    R"(write FROM and TO, or JSON: {"from": "north_entrance", "to": "store:bakery"})";

const std::string& text_of(const Json& value, const std::string& key) {
    if (value.is_string()) return value.get_ref<const std::string&>();
    throw Error(Fault::usage, fmt::format("\"{}\" is no text", key), query_forms);
}

bool flag_of(const Json& value, const std::string& key) {
    if (value.is_boolean()) return value.get<bool>();
    throw Error(Fault::usage, fmt::format("\"{}\" is neither true nor false", key), query_forms);
}

template <class Parsed>
auto known(const Parsed& parsed, const std::string& key, const std::string& text, const char* choices) {
    if (parsed) return *parsed;
    throw Error(Fault::usage, fmt::format("\"{}\": no {} \"{}\"", key, key, text), choices);
}

// Where it leads: one place or a list.
std::vector<std::string> places_of(const Json& value, const std::string& key) {
    if (!value.is_array()) return {text_of(value, key)};
    std::vector<std::string> places;
    for (const Json& place : value) places.push_back(text_of(place, key));
    return places;
}

void set_value(const std::string& key, const Json& value, RouteRequest& query) {
    if (key == "profile") {
        const std::string& text = text_of(value, key);
        query.profile = known(nav::parse_profile(text), key, text, "walk, wheelchair, pram or staff");
    } else if (key == "prefer") {
        const std::string& text = text_of(value, key);
        query.preference = known(parse_preference(text), key, text, "quickest or fewest-turns");
    } else if (key == "at") {
        query.at = core::parse_instant(text_of(value, key));
    } else if (key == "language") {
        query.language = text_of(value, key);
    } else if (key == "optimize") {
        query.optimize = flag_of(value, key);
    } else if (key == "explain") {
        query.explain = flag_of(value, key);
    } else {
        throw Error(Fault::usage, fmt::format("no query has a \"{}\"", key),
                    "known are from, to, profile, prefer, optimize, explain, language, at");
    }
}

RouteRequest parse_object(std::string_view line, RouteRequest query) {
    const Json json = Json::parse(line, nullptr, false);
    if (!json.is_object()) throw Error(Fault::usage, "the line is no JSON object", query_forms);
    std::vector<std::string> from;
    std::vector<std::string> to;
    for (const auto& [key, value] : json.items()) {
        if (key == "from") {
            from = {text_of(value, key)};
        } else if (key == "to") {
            to = places_of(value, key);
        } else {
            set_value(key, value, query);
        }
    }
    if (from.empty() || to.empty()) {
        throw Error(Fault::usage, fmt::format("the query has no \"{}\"", from.empty() ? "from" : "to"),
                    query_forms);
    }
    query.stops = std::move(from);
    query.stops.insert(query.stops.end(), to.begin(), to.end());
    return query;
}

std::vector<std::string> words_of(std::string_view line) {
    const std::string_view separator = line.find('\t') == std::string_view::npos ? " " : "\t";
    std::vector<std::string> words;
    while (!line.empty()) {
        const auto end = std::min(line.find(separator), line.size());
        if (end > 0) words.emplace_back(line.substr(0, end));
        line.remove_prefix(std::min(end + 1, line.size()));
    }
    return words;
}

Json error_object(const core::Error& error) {
    Json json{{"fault", error.fault() == Fault::usage ? "usage" : "failed"},
              {"message", error.what()},
              {"advice", error.advice()}};
    if (const auto* no_route = dynamic_cast<const NoRouteError*>(&error))
        json["blocking"] = to_array(no_route->obstructions());
    return json;
}

}  // namespace

RouteRequest parse_query(std::string_view line, const RouteRequest& usual) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.size() > longest_query) {
        throw Error(Fault::usage, fmt::format("the line is longer than {} bytes", longest_query),
                    "one query a line");
    }
    const auto begin = line.find_first_not_of(" \t");
    if (begin != std::string_view::npos && line[begin] == '{') return parse_object(line, usual);
    RouteRequest query = usual;
    query.stops = words_of(line);
    return query;
}

BatchAnswer answer_query(const Snapshot& snapshot, std::size_t number, std::string_view line,
                         const RouteRequest& usual) {
    try {
        const std::string answer = to_json(route(snapshot, parse_query(line, usual)));
        return {fmt::format("{{\"line\":{},{}", number, std::string_view(answer).substr(1)), std::nullopt};
    } catch (const core::Error& error) {
        if (error.fault() != Fault::failed && error.fault() != Fault::usage) throw;
        return {to_text({{"line", number}, {"error", error_object(error)}}), error.fault()};
    }
}

}  // namespace mallctl::operations
