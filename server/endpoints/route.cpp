#include "server/endpoints/route.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "operations/guide.hpp"
#include "operations/route_json.hpp"
#include "server/http/problem.hpp"

namespace mallctl::server {

namespace {

constexpr const char* place_advice =
    "a place is location:SLUG, store:SLUG, unit:REF@LEVEL, id:UUID or geo:LAT,LON@LEVEL; /api/v1/malls lists "
    "locations, a walk-in stores";
constexpr const char* no_route_advice = "another profile, or another time, may have a way";

http::ProblemError bad_value(std::string_view name, std::string_view value, const char* choices) {
    return http::ProblemError({400, "bad-request", "The request cannot be understood",
                               fmt::format("unknown {} '{}'", name, value), choices, 0});
}

nav::Profile profile_of(const Call& call) {
    const std::string_view name = call.parameter("profile");
    if (name.empty()) return nav::Profile::walk;
    if (const auto profile = nav::parse_profile(name)) return *profile;
    throw bad_value("profile", name, "profiles: walk, wheelchair, pram, staff");
}

nav::Preference preference_of(const Call& call) {
    const std::string_view name = call.parameter("prefer");
    if (name.empty()) return nav::Preference::quickest;
    if (const auto preference = operations::parse_preference(name)) return *preference;
    throw bad_value("preference", name, "prefer: quickest, fewest-turns");
}

bool flag_of(const Call& call, std::string_view name) {
    const std::string_view value = call.parameter(name);
    if (value == "true" || value == "1") return true;
    if (value.empty() || value == "false" || value == "0") return false;
    throw bad_value(name, value, "true or false");
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

operations::RouteRequest request_of(const Call& call) {
    operations::RouteRequest request;
    request.stops.emplace_back(call.parameter("from"));
    std::string_view rest = call.parameter("to");
    while (true) {
        const auto end = rest.find(';');
        request.stops.emplace_back(rest.substr(0, end));
        if (end == std::string_view::npos) break;
        rest.remove_prefix(end + 1);
    }
    request.profile = profile_of(call);
    request.preference = preference_of(call);
    request.optimize = flag_of(call, "optimize");
    request.explain = flag_of(call, "explain");
    request.language = language_of(call);
    const std::string_view at = call.parameter("at");
    request.at = at.empty() ? core::now() : core::parse_instant(at);
    return request;
}

}  // namespace

http::Response RouteBetween::operator()(const Call& call) const {
    const SnapshotPointer snapshot = store.require(call.path_value("mall"));
    const operations::RouteRequest request = request_of(call);
    if (!snapshot->nav) {
        throw http::ProblemError({503, "no-navigation", "The mall has no navigation graph",
                                  fmt::format("mall '{}' has no navigation graph yet", snapshot->mall.slug),
                                  "the operator builds it with: mallctl build nav", 60});
    }
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
        if (error.fault() == core::Fault::usage) {
            throw http::ProblemError(
                {400, "bad-place", "The place is ambiguous or malformed", error.what(), error.advice(), 0});
        }
        if (error.fault() != core::Fault::failed) throw;
        throw http::ProblemError({404, "unknown-place", "There is no such place", error.what(),
                                  http::client_advice(error, place_advice), 0});
    }
}

}  // namespace mallctl::server
