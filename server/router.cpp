#include "server/router.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "server/http/problem.hpp"

namespace mallctl::server {

namespace {

using PathValues = std::vector<std::pair<std::string_view, std::string_view>>;

http::ProblemError bad_request(std::string detail, std::string advice = {}) {
    return http::ProblemError(
        {400, "bad-request", "The request cannot be understood", std::move(detail), std::move(advice), 0});
}

// The values of the pattern's "{...}", or nothing where the path is another.
std::optional<PathValues> match(std::string_view pattern, const std::vector<std::string>& segments) {
    PathValues values;
    pattern.remove_prefix(1);
    std::size_t used = 0;
    while (!pattern.empty()) {
        const std::size_t end = std::min(pattern.find('/'), pattern.size());
        const std::string_view part = pattern.substr(0, end);
        pattern.remove_prefix(std::min(end + 1, pattern.size()));
        if (used == segments.size()) return std::nullopt;
        const std::string& segment = segments[used++];
        if (part.starts_with('{')) {
            if (segment.empty()) return std::nullopt;
            values.emplace_back(part.substr(1, part.size() - 2), segment);
        } else if (part != segment) {
            return std::nullopt;
        }
    }
    if (used != segments.size()) return std::nullopt;
    return values;
}

std::string known_parameters(const Route& route) {
    std::string list;
    for (const Parameter& parameter : route.parameters) {
        list += fmt::format("{}{}", list.empty() ? "" : ", ", parameter.name);
    }
    return list.empty() ? "this path takes no parameters" : "parameters of this path: " + list;
}

void check_parameters(const Route& route, const http::Query& query) {
    for (const auto& [name, value] : query.parameters) {
        const bool known = std::any_of(route.parameters.begin(), route.parameters.end(),
                                       [&](const Parameter& parameter) { return parameter.name == name; });
        if (!known) throw bad_request(fmt::format("unknown parameter '{}'", name), known_parameters(route));
    }
    for (const Parameter& parameter : route.parameters) {
        if (!parameter.required) continue;
        const auto value = query.get(parameter.name);
        if (!value || value->empty()) {
            throw bad_request(fmt::format("parameter '{}' is missing", parameter.name),
                              known_parameters(route));
        }
    }
}

bool answers(const Route& route, std::string_view method) {
    return route.method == method || (route.method == "GET" && method == "HEAD");
}

http::Response not_allowed(const http::Request& request, std::string_view path, const std::string& allow) {
    http::Response response =
        request.method == "OPTIONS"
            ? http::make_response(204, "", "")
            : http::problem_response(
                  {405, "method-not-allowed", "The method is not allowed here",
                   fmt::format("{} is not allowed here, only {}", request.method, allow), "", 0},
                  path, request.id);
    response.headers.push_back({"Allow", allow});
    return response;
}

}  // namespace

std::string_view Call::path_value(std::string_view name) const {
    for (const auto& [key, value] : path_values) {
        if (key == name) return value;
    }
    return {};
}

std::string_view Call::parameter(std::string_view name) const {
    return target.query.get(name).value_or(std::string_view{});
}

Router::Router(std::vector<Route> routes) : routes_(std::move(routes)) {}

http::Response Router::dispatch(const http::Request& request) const {
    if (request.method == "OPTIONS" && request.target == "*")
        return not_allowed(request, "*", "GET, HEAD, OPTIONS");
    http::ParsedTarget parsed = http::parse_target(request.target);
    if (!parsed.target) throw bad_request(std::move(parsed.fault));
    const http::Target& target = *parsed.target;
    std::string allow;
    for (const Route& route : routes_) {
        std::optional<PathValues> values = match(route.pattern, target.segments);
        if (!values) continue;
        if (answers(route, request.method)) {
            check_parameters(route, target.query);
            return route.handler({request, target, *std::move(values)});
        }
        allow += fmt::format("{}, ", route.method == "GET" ? "GET, HEAD" : route.method);
    }
    if (!allow.empty()) return not_allowed(request, target.path, allow + "OPTIONS");
    throw http::ProblemError({404, "not-found", "There is no such thing",
                              "this path is none of this server's", "the page at / lists what there is", 0});
}

}  // namespace mallctl::server
