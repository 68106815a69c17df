#include "server/endpoints/route.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "operations/guide.hpp"
#include "operations/route_json.hpp"
#include "server/endpoints/parameters.hpp"
#include "server/endpoints/place_problem.hpp"
#include "server/http/problem.hpp"

namespace mallctl::server {

namespace {

constexpr const char* no_route_advice = "another profile, or another time, may have a way";

http::ProblemError bad_value(std::string_view name, std::string_view value, const char* choices) {
    return http::ProblemError({400, "bad-request", "The request cannot be understood",
                               fmt::format("unknown {} '{}'", name, value), choices, 0});
}

// As asked for, else as the client's user reads, else "": the mall's own.
std::string language_of(const Call& call) {
    const std::string_view asked = call.parameter("language");
    if (!asked.empty()) {
        if (nav::find_language(asked) == nullptr)
            throw bad_value("language", asked, "languages: en, de, fr, es, pt, zh, ar");
        return std::string(asked);
    }
    const nav::Language* accepted =
        nav::accepted_language(call.request.header("Accept-Language").value_or(""));
    return accepted == nullptr ? std::string() : std::string(nav::tag_of(*accepted));
}

operations::RouteRequest route_request_of(const Call& call) {
    operations::RouteRequest request;
    request.stops.emplace_back(call.parameter("from"));
    std::string_view rest = call.parameter("to");
    while (true) {
        const auto end = rest.find(';');
        request.stops.emplace_back(rest.substr(0, end));
        if (end == std::string_view::npos) break;
        rest.remove_prefix(end + 1);
    }
    request.profile = nav::parse_profile(call.parameter("profile")).value_or(nav::Profile::walk);
    request.preference =
        operations::parse_preference(call.parameter("prefer")).value_or(nav::Preference::quickest);
    request.optimize = call.flag("optimize");
    request.explain = call.flag("explain");
    request.language = language_of(call);
    request.at = call.time("at");
    return request;
}

}  // namespace

http::Response RouteBetween::operator()(const Call& call) const {
    const SnapshotPointer snapshot = store.require(call.path_value("mall"));
    const operations::RouteRequest request = route_request_of(call);
    require_graph(*snapshot);
    try {
        const operations::RouteAnswer answer = operations::route(*snapshot, request);
        auto response = http::make_response(200, "application/json", operations::to_json(answer) + "\n");
        response.headers.push_back({"Vary", "Accept-Language"});
        response.headers.push_back({"Content-Language", answer.language});
        return response;
    } catch (const operations::NoRouteError& error) {
        throw http::ProblemError({404, "no-route", "There is no way", error.what(),
                                  http::client_advice(error, no_route_advice), 0,
                                  operations::to_array(error.obstructions()).dump()});
    } catch (const core::Error& error) {
        throw_place_problem(error);
    }
}

Route route_between_route(const SnapshotStore& store) {
    return {.method = "GET",
            .pattern = "/api/v1/malls/{mall}/route",
            .operation = "getRoute",
            .tag = "Navigation",
            .summary = "The quickest way through two or more places",
            .parameters =
                {{.name = "from", .required = true, .doc = "A place", .example = "location:north_entrance"},
                 {.name = "to",
                  .required = true,
                  .doc = "A place, or several joined by ';'",
                  .example = "store:bakery"},
                 parameter::profile,
                 {.name = "prefer",
                  .doc = "What the way should be",
                  .schema = R"({"type":"string","enum":["quickest","fewest-turns"],"default":"quickest"})"},
                 parameter::at,
                 {.name = "optimize", .doc = "Visit the stops in the best order", .schema = parameter::flag},
                 {.name = "explain", .doc = "Say what the route costs", .schema = parameter::flag},
                 {.name = "language", .doc = "Of the instructions (BCP 47); absent: Accept-Language"}},
            .outcomes = {{.doc = "The way, with instructions", .schema = "RouteAnswer"}},
            .handler = RouteBetween{store}};
}

}  // namespace mallctl::server
