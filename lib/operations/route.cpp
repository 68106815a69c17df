#include "operations/route.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "core/error.hpp"
#include "operations/guide.hpp"
#include "operations/json_parts.hpp"
#include "operations/route_json.hpp"

namespace mallctl::operations {

namespace {

const nav::Graph& graph_of(const Snapshot& snapshot) {
    if (snapshot.nav) return *snapshot.nav;
    throw core::Error(core::Fault::failed, fmt::format("mall {} has no navigation graph", snapshot.mall.slug),
                      fmt::format("build it: mallctl build nav --mall {}", snapshot.mall.slug));
}

struct Best {
    std::optional<nav::Route> route;
    std::size_t from = 0;
    std::size_t to = 0;
};

// All pairs are tried: a place has one point, or a few when a store has several units.
Best quickest(const nav::Graph& graph, const std::vector<nav::Place>& from, const std::vector<nav::Place>& to,
              nav::Profile profile, nav::NoRoute& why) {
    Best best;
    for (std::size_t i = 0; i < from.size(); ++i) {
        for (std::size_t j = 0; j < to.size(); ++j) {
            auto route = graph.route(from[i], to[j], profile, &why);
            if (!route || (best.route && route->duration_s >= best.route->duration_s)) continue;
            best = {std::move(route), i, j};
        }
    }
    return best;
}

// The chosen points come first, so that the answer shows the ones that the route joins.
void put_first(ResolvedPlace& place, std::size_t chosen) {
    if (chosen < place.points.size()) std::swap(place.points[0], place.points[chosen]);
}

Json end_json(const RouteAnswer& answer, const ResolvedPlace& place, const nav::Leg& leg, bool first) {
    return {{"reference", place.reference},
            {"kind", place.kind},
            {"name", place.name},
            {"level", answer.levels[first ? leg.level : leg.to_level].label},
            {"point", point_json(first ? leg.coordinates.front() : leg.coordinates.back())}};
}

}  // namespace

Json leg_json(const nav::Leg& leg, const std::vector<nav::LevelInfo>& levels) {
    Json json{{"kind", leg.kind == nav::LegKind::walk ? "walk" : "connector"},
              {"level", levels[leg.level].label},
              {"to_level", levels[leg.to_level].label},
              {"distance_m", round_m(leg.distance_m)},
              {"duration_s", round_s(leg.duration_s)},
              {"coordinates", line_json(leg.coordinates)}};
    if (leg.kind == nav::LegKind::connector) {
        json["connector"] = {{"id", leg.connector ? core::to_string(*leg.connector) : ""},
                             {"category", leg.connector_category},
                             {"name", leg.connector_name}};
    }
    return json;
}

RouteAnswer route(const Snapshot& snapshot, std::string_view from, std::string_view to, nav::Profile profile,
                  core::Instant at, std::string_view language) {
    const nav::Graph& graph = graph_of(snapshot);
    const nav::Language& spoken = guide_language(snapshot, language);
    RouteAnswer answer;
    answer.mall = snapshot.mall.slug;
    answer.version = snapshot.mall.version;
    answer.profile = profile;
    answer.from = resolve_place(snapshot, from, at);
    answer.to = resolve_place(snapshot, to, at);
    nav::NoRoute why;
    why.reason = "the navigation graph was built before one of the two levels existed";
    auto best = quickest(graph, nav_places(snapshot, answer.from.points),
                         nav_places(snapshot, answer.to.points), profile, why);
    if (!best.route) {
        throw NoRouteError(
            core::Fault::failed,
            fmt::format("there is no route from {} to {} for profile {}: {}", answer.from.reference,
                        answer.to.reference, nav::to_string(profile), why.reason),
            snapshot.nav_stale ? "the plan has changed since the graph was built: mallctl build nav"
                               : "check the openings and connectors of the plan");
    }
    put_first(answer.from, best.from);
    put_first(answer.to, best.to);
    answer.route = std::move(*best.route);
    answer.levels = graph.levels();
    answer.language = nav::tag_of(spoken);
    answer.instructions =
        guide(snapshot, std::span(&answer.route, 1), std::vector{answer.from, answer.to}, spoken, at);
    return answer;
}

std::string to_json(const RouteAnswer& answer) {
    Json legs = Json::array();
    for (const auto& leg : answer.route.legs) legs.push_back(leg_json(leg, answer.levels));
    Json instructions = Json::array();
    for (const auto& step : answer.instructions)
        instructions.push_back(instruction_json(step, answer.levels));
    const auto& route = answer.route;
    return Json{{"mall", answer.mall},
                {"version", answer.version},
                {"from", end_json(answer, answer.from, route.legs.front(), true)},
                {"to", end_json(answer, answer.to, route.legs.back(), false)},
                {"profile", nav::to_string(answer.profile)},
                {"distance_m", round_m(route.distance_m)},
                {"duration_s", round_s(route.duration_s)},
                {"legs", std::move(legs)},
                {"language", answer.language},
                {"instructions", std::move(instructions)}}
        .dump();
}

}  // namespace mallctl::operations
