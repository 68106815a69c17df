#include <fmt/format.h>

#include "core/error.hpp"
#include "operations/near.hpp"

namespace mallctl::operations {

namespace {

using core::Error;
using core::Fault;

double seconds_of(const NearRequest& request) {
    if (request.within_s) return *request.within_s;
    if (request.within_m) return *request.within_m / nav::speed_m_s(request.profile);
    throw Error(Fault::usage, "an isochrone needs a walking time", "give --within as in 5min, or 50m");
}

}  // namespace

NearAreas reached_areas(const Snapshot& snapshot, const NearRequest& request) {
    if (request.straight_line) {
        throw Error(Fault::usage, "an isochrone follows the ways, not a straight line",
                    "leave out --straight-line");
    }
    NearAreas answer;
    answer.within_s = seconds_of(request);
    const nav::Graph& graph = graph_of(snapshot);
    answer.mall = snapshot.mall.slug;
    answer.from = resolve_place(snapshot, request.from, request.at);
    answer.profile = request.profile;
    const auto closures = closures_in_force(snapshot, request.at);
    const nav::RouteOptions options(request.profile, nav::Preference::quickest, closures->for_graph());
    for (std::size_t start = 0; start < answer.from.points.size(); ++start) {
        for (const auto& place : nav_places(snapshot, {answer.from.points[start]})) {
            for (auto& area : graph.reached_area(place, answer.within_s, options)) {
                const auto& level = graph.levels()[area.level];
                answer.areas.push_back({start, level.label, level.ordinal, std::move(area.shape)});
            }
        }
    }
    return answer;
}

}  // namespace mallctl::operations
