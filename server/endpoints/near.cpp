#include "server/endpoints/near.hpp"

#include <fmt/format.h>

#include <functional>

#include "exporters/geojson/answers.hpp"
#include "operations/near.hpp"
#include "operations/validity.hpp"
#include "server/bodies/ready_answer.hpp"
#include "server/endpoints/page.hpp"
#include "server/endpoints/parameters.hpp"
#include "server/endpoints/place_problem.hpp"

namespace mallctl::server {

namespace {

constexpr Parameter from{
    .name = "from", .required = true, .doc = "A place", .example = "location:north_entrance"};

operations::NearRequest near_request_of(const Call& call) {
    operations::NearRequest request;
    request.from = call.parameter("from");
    request.profile = nav::parse_profile(call.parameter("profile")).value_or(nav::Profile::walk);
    if (!call.parameter("kind").empty()) request.kind = call.parameter("kind");
    request.category = call.parameter("category");
    request.limit = call.count("limit", request.limit);
    request.straight_line = call.flag("straight_line");
    request.open_now = call.flag("open_now");
    request.at = call.time("at");
    const std::string_view within = call.parameter("within");
    if (within.empty()) return request;
    try {
        operations::read_within(within, request);
    } catch (const core::Error&) {
        throw http::ProblemError(
            {400, "bad-request", "The request cannot be understood",
             fmt::format("parameter 'within' cannot be '{}'", within),
             "write it with its unit: 50m, 1.2km, 90s or 5min; in a straight line only a distance", 0});
    }
    return request;
}

operations::NearAnswer answer_of(const operations::Snapshot& snapshot,
                                 const operations::NearRequest& request) {
    if (!request.straight_line) require_graph(snapshot);
    try {
        return operations::near(snapshot, request);
    } catch (const core::Error& error) {
        throw_place_problem(error);
    }
}

std::string text_of(const operations::NearAnswer& answer) {
    return operations::to_json(answer) + "\n";
}

// What many ask: from a poster or a store, now, and no more than what there is and for whom. Such answers are
// few, and kept: this is what they are kept as, "" for all others.
std::string key_of(const Call& call) {
    std::string place;
    std::string rest;
    for (const auto& [name, value] : call.target.query.parameters) {
        if (value.empty()) continue;
        if (name == "from" && (value.starts_with("location:") || value.starts_with("store:"))) {
            place = value;
        } else if (name == "kind" || name == "profile") {
            rest = name == "kind" ? value + " " + rest : rest + value;
        } else {
            return {};
        }
    }
    return place.empty() ? place : place + " " + rest;
}

}  // namespace

http::Response Near::operator()(const Call& call) const {
    const std::string key = key_of(call);
    if (key.empty()) {
        const SnapshotPointer snapshot = store.require(call.path_value("mall"));
        return http::make_response(200, "application/json",
                                   text_of(answer_of(*snapshot, near_request_of(call))));
    }
    const auto make = [&](const operations::Snapshot& snapshot, core::Instant now) {
        operations::NearRequest request = near_request_of(call);
        request.at = now;
        const auto answer = answer_of(snapshot, request);
        return bodies::MadeBody{{.body = text_of(answer)}, operations::holds_until(snapshot, answer, now)};
    };
    return bodies::ready_answer(store, call.path_value("mall"), {"near", key}, std::cref(make));
}

http::Response Isochrone::operator()(const Call& call) const {
    const SnapshotPointer snapshot = store.require(call.path_value("mall"));
    const operations::NearRequest request = near_request_of(call);
    require_graph(*snapshot);
    try {
        return http::make_response(
            200, "application/geo+json",
            exporters::to_geojson(operations::reached_areas(*snapshot, request)) + "\n");
    } catch (const core::Error& error) {
        throw_place_problem(error);
    }
}

std::vector<Route> near_routes(const SnapshotStore& store) {
    const Parameter within{.name = "within",
                           .doc = "Only this far: 50m, 1.2km, 90s or 5min",
                           .schema = R"({"type":"string","maxLength":20})",
                           .example = "5min"};
    Parameter needed = within;
    needed.required = true;
    return {{.method = "GET",
             .pattern = "/api/v1/malls/{mall}/near",
             .operation = "near",
             .tag = "Navigation",
             .summary = "The nearest stores or amenities, by walking time",
             .parameters = {from,
                            within,
                            {.name = "kind",
                             .doc = "What to list",
                             .schema = R"({"type":"string","enum":["store","amenity"],"default":"store"})"},
                            parameter::category,
                            {.name = "limit",
                             .doc = "At most this many",
                             .schema = R"({"type":"integer","minimum":1,"maximum":1000,"default":10})"},
                            {.name = "open_now",
                             .doc = "Only stores that are open when one gets there",
                             .schema = parameter::flag},
                            {.name = "straight_line",
                             .doc = "Measure through walls and across levels, in plan view",
                             .schema = parameter::flag},
                            parameter::profile,
                            parameter::at},
             .outcomes = {{.doc = "The nearest, nearest first", .schema = "NearAnswer"}},
             .handler = Near{store}},
            {.method = "GET",
             .pattern = "/api/v1/malls/{mall}/isochrone",
             .operation = "getIsochrone",
             .tag = "Navigation",
             .summary = "What is reached within a walking time, a polygon a level",
             .blocks = true,
             .parameters = {from, needed, parameter::profile, parameter::at},
             .outcomes = {{.doc = "The areas",
                           .schema = "FeatureCollection",
                           .content_type = "application/geo+json"}},
             .handler = Isochrone{store}}};
}

}  // namespace mallctl::server
