#include "server/endpoints/walk_in.hpp"

#include <string>
#include <utility>

#include "operations/place.hpp"
#include "operations/walk_in.hpp"
#include "server/bodies/ready_answer.hpp"
#include "server/http/problem.hpp"

namespace mallctl::server {

namespace {

http::ProblemError refusal(const operations::Snapshot& snapshot, std::string_view location,
                           const core::Error& error) {
    if (operations::find_location(snapshot, location)) {
        return http::ProblemError({404, "not-on-plan", "The location is not on the plan", error.what(),
                                   "the operator imports the plan that has its level", 0});
    }
    return http::ProblemError({404, "unknown-location", "There is no such location", error.what(),
                               http::client_advice(error, "/api/v1/malls lists the locations of each mall"),
                               0});
}

bodies::MadeBody make(const operations::Snapshot& snapshot, std::string_view location, core::Instant now) {
    try {
        operations::HeldText made = operations::walk_in(snapshot, location, now);
        return {{.body = std::move(made.text) + "\n"}, made.valid_until};
    } catch (const core::Error& error) {
        if (error.fault() != core::Fault::failed && error.fault() != core::Fault::usage) throw;
        throw refusal(snapshot, location, error);
    }
}

}  // namespace

http::Response WalkIn::operator()(const Call& call) const {
    const std::string_view location = call.parameter("location");
    return bodies::ready_answer(store, call.path_value("mall"), {"walk-in", location},
                                [&location](const operations::Snapshot& snapshot, core::Instant now) {
                                    return make(snapshot, location, now);
                                });
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
