#include "server/endpoints/walk_in.hpp"

#include <string>
#include <utility>

#include "operations/walk_in.hpp"
#include "server/http/problem.hpp"

namespace mallctl::server {

http::Response WalkIn::operator()(const Call& call) const {
    const SnapshotPointer snapshot = store.require(call.path_value("mall"));
    try {
        std::string body = operations::walk_in_json(*snapshot, call.parameter("location"), core::now());
        return http::make_response(200, "application/json", std::move(body) + "\n");
    } catch (const core::Error& error) {
        if (error.fault() != core::Fault::failed) throw;
        throw http::ProblemError(
            {404, "unknown-location", "There is no such location", error.what(), error.advice(), 0});
    }
}

}  // namespace mallctl::server
