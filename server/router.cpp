#include "server/router.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

#include "core/closest.hpp"
#include "server/http/problem.hpp"
#include "server/respond.hpp"

namespace mallctl::server {

namespace {

http::ProblemError bad_request(std::string detail, std::string advice = {}) {
    return http::ProblemError(
        {400, "bad-request", "The request cannot be understood", std::move(detail), std::move(advice), 0});
}

bool is_in_path(const Route& route, const Parameter& parameter) {
    const std::string_view pattern = route.pattern;
    const std::string_view name = parameter.name;
    for (std::size_t at = pattern.find('{'); at != std::string_view::npos; at = pattern.find('{', at + 1)) {
        const std::string_view rest = pattern.substr(at + 1);
        if (rest.starts_with(name) && rest.substr(name.size()).starts_with('}')) return true;
    }
    return false;
}

std::string known_parameters(const Route& route) {
    std::string list;
    for (const Parameter& parameter : route.parameters) {
        if (is_in_path(route, parameter)) continue;
        list += fmt::format("{}{}", list.empty() ? "" : ", ", parameter.name);
    }
    return list.empty() ? "this path takes no parameters" : "parameters of this path: " + list;
}

http::ProblemError unknown_parameter(const Route& route, const std::string& name) {
    std::vector<std::string> names;
    for (const Parameter& parameter : route.parameters) names.emplace_back(parameter.name);
    const std::string guess = core::did_you_mean(name, names);
    return bad_request(fmt::format("unknown parameter '{}'", name),
                       (guess.empty() ? "" : guess + " ") + known_parameters(route));
}

// Media types are compared without their parameters, ASCII case ignored (RFC 9110 section 8.3.1).
void check_body_type(const Route& route, const http::Request& request) {
    if (request.body.empty() || route.body_bytes == 0 || route.body_type == "*/*") return;
    std::string_view type = request.header("Content-Type").value_or("");
    type = type.substr(0, type.find(';'));
    while (type.ends_with(' ') || type.ends_with('\t')) type.remove_suffix(1);
    if (http::equal_names(type, route.body_type)) return;
    throw http::ProblemError({415, "unsupported-media-type", "The body is of another type",
                              fmt::format("this takes a body of type {}", route.body_type),
                              fmt::format("send it as: Content-Type: {}", route.body_type), 0});
}

bool has_coded_body(const http::Request& request) {
    const auto coding = request.header("Content-Encoding");
    return coding && !coding->empty() && !http::equal_names(*coding, "identity");
}

// Bodies are taken as they are: what is packed could be a thousand times as long (RFC 9110 section 15.5.16).
http::Response refuse_coded_body(const http::Request& request, std::string_view path) {
    http::Response response =
        http::problem_response({415, "unsupported-coding", "The body is in a content coding",
                                "no content coding of a request is undone here",
                                "send the body as it is, without Content-Encoding", 0},
                               path, request.id);
    response.headers.push_back({"Accept-Encoding", "identity"});
    return response;
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

void refuse_if(std::optional<http::Problem> problem) {
    if (problem) throw http::ProblemError(std::move(*problem));
}

}  // namespace

Router::Router(std::vector<Route> routes, const SnapshotStore& store, const Gate& gate,
               limits::RateLimits* limits)
    : routes_(std::move(routes)), store_(store), gate_(gate), limits_(limits) {
    for (std::size_t i = 0; i < routes_.size(); ++i) {
        tree_.add(routes_[i].method, routes_[i].pattern, i);
        auto& checks = checks_.emplace_back();
        for (const Parameter& parameter : routes_[i].parameters) checks.emplace_back(parameter.schema);
    }
}

// What the path of a request means: a route, or the methods that the path has.
struct Router::Found {
    const Route* route = nullptr;
    std::size_t index = 0;
    PathValues values;
    std::string allow;
};

Router::Found Router::find(std::string_view method, const http::Target& target) const {
    PathTree::Match match = tree_.find(method, target.segments);
    if (match.route == nullptr) return {nullptr, 0, {}, std::move(match.allow)};
    return {&routes_[*match.route], *match.route, match.values, {}};
}

// Of the mall that the path names.
bool Router::must_load(const Found& found) const {
    return std::any_of(found.values.begin(), found.values.end(), [this](const auto& value) {
        return value.first == "mall" && store_.must_load(value.second);
    });
}

void Router::check_permission(const Route& route, const PathValues& values, const http::Request& head,
                              const access::Principal& principal) const {
    if (access::info(route.permission).anybody) return;
    if (route.open_to && route.open_to->contains(head.client)) return;
    std::optional<core::Uuid> mall;
    for (const auto& [name, value] : values) {
        if (name == "mall") mall = store_.require_id(value);
    }
    refuse_unless_allowed(access::judge(principal, route.permission, mall, "", core::now()),
                          route.permission);
}

void Router::check_parameters(std::size_t index, const http::Query& query) const {
    const Route& route = routes_[index];
    for (const auto& [name, value] : query.parameters) {
        const auto known = std::find_if(route.parameters.begin(), route.parameters.end(),
                                        [&](const Parameter& one) { return one.name == name; });
        if (known == route.parameters.end() || is_in_path(route, *known))
            throw unknown_parameter(route, name);
        if (value.empty()) continue;
        const auto position = static_cast<std::size_t>(known - route.parameters.begin());
        const std::string fault = checks_[index][position].fault(value);
        if (!fault.empty()) {
            throw bad_request(fmt::format("parameter '{}' cannot be '{}'", name, value.substr(0, 100)),
                              fmt::format("'{}' {}", name, fault));
        }
    }
    for (const Parameter& parameter : route.parameters) {
        if (!parameter.required || is_in_path(route, parameter)) continue;
        if (query.get(parameter.name).value_or("").empty()) {
            throw bad_request(fmt::format("parameter '{}' is missing", parameter.name),
                              known_parameters(route));
        }
    }
}

http::Response Router::dispatch(const http::Request& request) const {
    if (request.method == "OPTIONS" && request.target == "*")
        return not_allowed(request, "*", "GET, HEAD, OPTIONS");
    http::ParsedTarget parsed = http::parse_target(request.target);
    if (!parsed.target) throw bad_request(std::move(parsed.fault));
    return dispatch(request, *parsed.target, find(request.method, *parsed.target));
}

http::Response Router::dispatch(const http::Request& request, const http::Target& target,
                                const Found& found) const {
    if (found.route == nullptr) {
        if (!found.allow.empty()) return not_allowed(request, target.path, found.allow + ", OPTIONS");
        throw http::ProblemError({404, "not-found", "There is no such thing",
                                  "this path is none of this server's", "the page at / lists what there is",
                                  0});
    }
    const access::Principal principal = admit(request, *found.route);
    check_permission(*found.route, found.values, request, principal);
    check_parameters(found.index, target.query);
    if (has_coded_body(request)) return refuse_coded_body(request, target.path);
    check_body_type(*found.route, request);
    return found.route->handler({request, target, found.values, principal});
}

// Who asks, unless too often.
access::Principal Router::admit(const http::Request& request, const Route& route) const {
    // What everybody may read waits for no database to say who asks.
    const bool unknown = access::info(route.permission).anybody && gate_.blocks(request);
    access::Principal principal = unknown ? access::Principal{} : recognize(request);
    if (limits_ != nullptr) refuse_if(limits_->take(request, principal));
    return principal;
}

// A token that has to be looked up costs the database: whoever has sent many that are wrong waits.
access::Principal Router::recognize(const http::Request& request) const {
    if (limits_ == nullptr || !gate_.blocks(request)) return gate_.principal(request);
    refuse_if(limits_->refuse_wrong_token(request));
    try {
        access::Principal principal = gate_.principal(request);
        if (principal.kind == access::Principal::Kind::nobody) limits_->take_wrong_token(request);
        return principal;
    } catch (const http::ProblemError& error) {
        if (error.problem().status == 401) limits_->take_wrong_token(request);
        throw;
    }
}

// Only what is known without waiting: all else is found again by dispatch().
bool Router::is_refused(const Route& route, const PathValues& values, const http::Request& head) const {
    if (access::info(route.permission).anybody || gate_.blocks(head)) return false;
    try {
        check_permission(route, values, head, gate_.principal(head));
        return false;
    } catch (const std::exception&) {
        return true;
    }
}

Expectation Router::expect(const http::Request& head) const {
    Expectation expectation;
    const http::ParsedTarget parsed = http::parse_target(head.target);
    const Found found = parsed.target ? find(head.method, *parsed.target) : Found{};
    if (found.route != nullptr) expectation.route = found.index + 1;
    if (found.route == nullptr || is_refused(*found.route, found.values, head)) {
        expectation.at_once = answer(head);
        return expectation;
    }
    if (found.route->takes_credentials && limits_ != nullptr) {
        if (const auto problem = limits_->take_credentials(head)) {
            expectation.at_once = respond(
                [&](const http::Request&) -> http::Response { throw http::ProblemError(*problem); }, head);
            return expectation;
        }
    }
    expectation.body_bytes = found.route->body_bytes;
    const bool reads = head.method == "GET" || head.method == "HEAD";
    const bool at_hand = reads && found.route->is_at_hand &&
                         found.route->is_at_hand({head, *parsed.target, found.values, access::Principal{}});
    expectation.blocks = (found.route->blocks && !at_hand) ||
                         (!access::info(found.route->permission).anybody && gate_.blocks(head)) ||
                         must_load(found);
    expectation.computes = expectation.blocks && found.route->computes;
    // Most reads end here: what was found need not be found again.
    if (reads && !expectation.blocks && found.route->body_bytes == 0) {
        expectation.at_once =
            respond([&](const http::Request& given) { return dispatch(given, *parsed.target, found); }, head);
    }
    return expectation;
}

http::Response Router::answer(const http::Request& request) const {
    return respond([this](const http::Request& given) { return dispatch(given); }, request);
}

}  // namespace mallctl::server
