#include "server/endpoints/route.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>

#include "operations/guide.hpp"
#include "operations/route.hpp"
#include "server/http/problem.hpp"

namespace mallctl::server {

namespace {

constexpr const char* place_advice =
    "a place is location:SLUG, store:SLUG, unit:REF@LEVEL, id:UUID or geo:LAT,LON@LEVEL; /api/v1/malls lists "
    "locations, a walk-in stores";

nav::Profile profile_of(const Call& call) {
    const std::string_view name = call.parameter("profile");
    if (name.empty()) return nav::Profile::walk;
    const std::optional<nav::Profile> profile = nav::parse_profile(name);
    if (!profile) {
        throw http::ProblemError({400, "bad-request", "The request cannot be understood",
                                  fmt::format("unknown profile '{}'", name), "profiles: walk, wheelchair",
                                  0});
    }
    return *profile;
}

// As asked for, else as the client's user reads, else "": the mall's own.
std::string language_of(const Call& call) {
    const std::string_view asked = call.parameter("language");
    if (!asked.empty()) {
        if (nav::find_language(asked) == nullptr) {
            throw http::ProblemError({400, "bad-request", "The request cannot be understood",
                                      fmt::format("unknown language '{}'", asked),
                                      "languages: en, de, fr, es, pt, zh, ar", 0});
        }
        return std::string(asked);
    }
    const nav::Language* accepted =
        nav::accepted_language(call.request.header("Accept-Language").value_or(""));
    return accepted == nullptr ? std::string() : std::string(nav::tag_of(*accepted));
}

}  // namespace

http::Response RouteBetween::operator()(const Call& call) const {
    const SnapshotPointer snapshot = store.require(call.path_value("mall"));
    const nav::Profile profile = profile_of(call);
    const std::string language = language_of(call);
    if (!snapshot->nav) {
        throw http::ProblemError({503, "no-navigation", "The mall has no navigation graph",
                                  fmt::format("mall '{}' has no navigation graph yet", snapshot->mall.slug),
                                  "the operator builds it with: mallctl build nav", 60});
    }
    try {
        const operations::RouteAnswer answer = operations::route(
            *snapshot, call.parameter("from"), call.parameter("to"), profile, core::now(), language);
        auto response = http::make_response(200, "application/json", operations::to_json(answer) + "\n");
        response.headers.push_back({"Vary", "Accept-Language"});
        response.headers.push_back({"Content-Language", answer.language});
        return response;
    } catch (const operations::NoRouteError& error) {
        throw http::ProblemError({404, "no-route", "There is no way", error.what(), error.advice(), 0});
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
