#include "server/endpoints/near.hpp"

#include <fmt/format.h>

#include "exporters/geojson/answers.hpp"
#include "operations/near.hpp"
#include "server/endpoints/page.hpp"
#include "server/endpoints/parameters.hpp"
#include "server/endpoints/place_problem.hpp"

namespace mallctl::server {

namespace {

constexpr Parameter from{
    .name = "from", .required = true, .doc = "A place", .example = "location:north_entrance"};

operations::NearRequest request_of(const Call& call) {
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

}  // namespace

http::Response Near::operator()(const Call& call) const {
    const SnapshotPointer snapshot = store.require(call.path_value("mall"));
    const operations::NearRequest request = request_of(call);
    if (!request.straight_line) require_graph(*snapshot);
    try {
        return http::make_response(200, "application/json",
                                   operations::to_json(operations::near(*snapshot, request)) + "\n");
    } catch (const core::Error& error) {
        throw_place_problem(error);
    }
}

http::Response Isochrone::operator()(const Call& call) const {
    const SnapshotPointer snapshot = store.require(call.path_value("mall"));
    const operations::NearRequest request = request_of(call);
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
