// Through which points, and in which order, a way leads that visits several stops.
#pragma once

#include <cstddef>
#include <vector>

#include "nav/graph.hpp"

namespace mallctl::operations {

// The points that each stop may be visited at; none of a stop is empty.
using StopPoints = std::vector<std::vector<nav::Place>>;

// All stops in the order of least time, the first one first; empty where no order gets everywhere. See
// nav::best_order for how exact. O(points) queries of Graph::reach.
std::vector<std::size_t> quickest_order(const nav::Graph& graph, const StopPoints& stops,
                                        const nav::RouteOptions& options);

struct StagedRoute {
    std::vector<std::size_t> point;  // of each stop, where it is visited
    std::vector<nav::Route> stages;  // from each to the next; one less than stops
    std::size_t blocked = 0;         // where `stages` is empty: the stage that has no route
    nav::NoRoute why;                // and the reason
};

// The quickest way through the stops in their order: for each the point that makes all of it the quickest,
// ties to the first; with fewest_turns turns count as in nav::Preference. A query for each pair of points of
// neighbours.
StagedRoute quickest_stages(const nav::Graph& graph, const StopPoints& stops,
                            const nav::RouteOptions& options);

// What of a way is least: its duration and, with fewest_turns, what its turns count.
double cost_s(const StagedRoute& way, nav::Preference preference);

// What the turns of a walk cost with Preference::fewest_turns, in s; 0 for a connector.
double turning_s(const nav::Leg& leg);

}  // namespace mallctl::operations
