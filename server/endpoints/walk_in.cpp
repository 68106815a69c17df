#include "server/endpoints/walk_in.hpp"

#include <string>
#include <utility>

#include "operations/place.hpp"
#include "operations/walk_in.hpp"
#include "server/http/problem.hpp"

namespace mallctl::server {

http::Response WalkIn::operator()(const Call& call) const {
    const SnapshotPointer snapshot = store.require(call.path_value("mall"));
    const std::string_view slug = call.parameter("location");
    try {
        std::string body = operations::walk_in_json(*snapshot, slug, core::now());
        return http::make_response(200, "application/json", std::move(body) + "\n");
    } catch (const core::Error& error) {
        if (error.fault() != core::Fault::failed && error.fault() != core::Fault::usage) throw;
        if (operations::find_location(*snapshot, slug)) {
            throw http::ProblemError({404, "not-on-plan", "The location is not on the plan", error.what(),
                                      "the operator imports the plan that has its level", 0});
        }
        throw http::ProblemError(
            {404, "unknown-location", "There is no such location", error.what(),
             http::client_advice(error, "/api/v1/malls lists the locations of each mall"), 0});
    }
}

Route walk_in_route(const SnapshotStore& store) {
    return {.method = "GET",
            .pattern = "/api/v1/malls/{mall}/walk-in",
            .operation = "walkIn",
            .tag = "Navigation",
            .summary = "Everything a visitor sees who enters at a location",
            .parameters = {{.name = "location",
                            .required = true,
                            .doc = "Slug of the location, or one that it had before",
                            .example = "north_entrance"}},
            .outcomes = {{.doc = "The location, and what is near", .schema = "WalkIn"}},
            .handler = WalkIn{store}};
}

}  // namespace mallctl::server
