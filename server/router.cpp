#include "server/router.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

#include "server/http/problem.hpp"
#include "server/respond.hpp"

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

// 401 asks for a credential, 403 says that this one is not enough.
void refuse_unless_allowed(access::Verdict verdict, access::Permission permission) {
    const std::string_view name = access::info(permission).name;
    switch (verdict) {
        case access::Verdict::allowed:
            return;
        case access::Verdict::unknown:
            throw http::ProblemError({401, "not-signed-in", "A credential is needed",
                                      fmt::format("this needs the permission {}", name),
                                      "sign in, or send an API key as: Authorization: Bearer KEY", 0});
        case access::Verdict::denied:
            throw http::ProblemError({403, "not-allowed", "This is not allowed",
                                      fmt::format("this needs the permission {}", name), "", 0});
        case access::Verdict::step_up:
            throw http::ProblemError({403, "step-up-required", "The second factor is needed again",
                                      fmt::format("{} asks for a second factor given in the last {} minutes",
                                                  name, access::step_up_time.count()),
                                      "give the code of the authenticator again", 0});
    }
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

Router::Router(std::vector<Route> routes, const SnapshotStore& store, const Gate& gate)
    : routes_(std::move(routes)), store_(store), gate_(gate) {}

// What the path of a request means: a route, or the methods that the path has.
struct Router::Found {
    const Route* route = nullptr;
    PathValues values;
    std::string allow;
};

Router::Found Router::find(std::string_view method, const http::Target& target) const {
    Found found;
    for (const Route& route : routes_) {
        std::optional<PathValues> values = match(route.pattern, target.segments);
        if (!values) continue;
        if (answers(route, method)) return {&route, *std::move(values), {}};
        found.allow += fmt::format("{}, ", route.method == "GET" ? "GET, HEAD" : route.method);
    }
    return found;
}

void Router::check_permission(const Route& route, const PathValues& values,
                              const access::Principal& principal) const {
    if (access::info(route.permission).anybody) return;
    std::optional<core::Uuid> mall;
    for (const auto& [name, value] : values) {
        if (name == "mall") mall = store_.require(value)->mall.id;
    }
    refuse_unless_allowed(access::judge(principal, route.permission, mall, "", core::now()),
                          route.permission);
}

http::Response Router::dispatch(const http::Request& request) const {
    if (request.method == "OPTIONS" && request.target == "*")
        return not_allowed(request, "*", "GET, HEAD, OPTIONS");
    http::ParsedTarget parsed = http::parse_target(request.target);
    if (!parsed.target) throw bad_request(std::move(parsed.fault));
    const http::Target& target = *parsed.target;
    Found found = find(request.method, target);
    if (found.route == nullptr) {
        if (!found.allow.empty()) return not_allowed(request, target.path, found.allow + "OPTIONS");
        throw http::ProblemError({404, "not-found", "There is no such thing",
                                  "this path is none of this server's", "the page at / lists what there is",
                                  0});
    }
    const access::Principal principal = gate_.principal(request);
    check_permission(*found.route, found.values, principal);
    check_parameters(*found.route, target.query);
    return found.route->handler({request, target, std::move(found.values), principal});
}

Expectation Router::expect(const http::Request& head) const {
    Expectation expectation;
    const http::ParsedTarget parsed = http::parse_target(head.target);
    const Found found = parsed.target ? find(head.method, *parsed.target) : Found{};
    if (found.route == nullptr) {
        expectation.refusal = answer(head);
        return expectation;
    }
    expectation.body_bytes = found.route->body_bytes;
    expectation.blocks = found.route->blocks || gate_.blocks(head);
    return expectation;
}

http::Response Router::answer(const http::Request& request) const {
    return respond([this](const http::Request& given) { return dispatch(given); }, request);
}

}  // namespace mallctl::server
