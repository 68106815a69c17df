#include "operations/route.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.hpp"
#include "operations/closure_effects.hpp"
#include "operations/guide.hpp"
#include "operations/stop_order.hpp"

namespace mallctl::operations {

namespace {

using core::Error;
using core::Fault;

void check_count(const RouteRequest& request) {
    if (request.stops.size() < 2)
        throw Error(Fault::usage, "a route needs two places", "say where it begins and where it leads");
    if (request.stops.size() <= most_stops + 1) return;
    throw Error(Fault::usage,
                fmt::format("{} stops are more than the {} that one route may have", request.stops.size() - 1,
                            most_stops),
                "split them over several routes");
}

std::string advice_of(const Snapshot& snapshot, const std::vector<nav::Blocking>& blocking) {
    if (snapshot.nav_stale)
        return "the navigation graph was built from another plan or other settings: mallctl build nav";
    const auto closed = std::find_if(blocking.begin(), blocking.end(),
                                     [](const nav::Blocking& it) { return it.cause == "closed"; });
    if (closed != blocking.end()) return "until when, and why: mallctl get closure " + closed->label;
    return "check the openings and connectors of the plan";
}

[[noreturn]] void throw_no_route(const Snapshot& snapshot, const ResolvedPlace& from, const ResolvedPlace& to,
                                 nav::Profile profile, const nav::NoRoute& why) {
    std::vector<Obstruction> obstructions;
    for (const auto& blocking : why.blocking)
        obstructions.push_back({blocking, snapshot.nav->levels()[blocking.level].label});
    const std::string& reason = why.reason.empty()
                                    ? "the navigation graph was built before one of the two levels existed"
                                    : why.reason;
    throw NoRouteError(fmt::format("there is no route from {} to {} for profile {}: {}", from.reference,
                                   to.reference, nav::to_string(profile), reason),
                       advice_of(snapshot, why.blocking), std::move(obstructions));
}

// What there is to go through, and which of it is known to the graph.
struct Stops {
    std::vector<RouteStop> stops;
    StopPoints points;
};

Stops resolve(const Snapshot& snapshot, const RouteRequest& request) {
    Stops result;
    for (const auto& text : request.stops) {
        auto& stop = result.stops.emplace_back();
        stop.place = resolve_place(snapshot, text, request.at);
        stop.asked = result.stops.size() - 1;
        std::erase_if(stop.place.points, [&](const PlacePoint& point) {
            return !snapshot.nav->level_of(snapshot.plan.levels[point.level].id);
        });
        result.points.push_back(nav_places(snapshot, stop.place.points));
    }
    return result;
}

// Throws NoRouteError for the first two of which the one is not reached from the other.
[[noreturn]] void throw_no_order(const Snapshot& snapshot, const Stops& stops,
                                 const nav::RouteOptions& options) {
    for (std::size_t i = 0; i < stops.points.size(); ++i) {
        for (std::size_t j = 1; j < stops.points.size(); ++j) {
            if (i == j) continue;
            const auto staged = quickest_stages(*snapshot.nav, {stops.points[i], stops.points[j]}, options);
            if (staged.stages.empty())
                throw_no_route(snapshot, stops.stops[i].place, stops.stops[j].place, options.profile,
                               staged.why);
        }
    }
    throw NoRouteError("there is no order in which every stop can be reached from the one before",
                       "ask for the stops one by one, to see which way is shut behind a one-way connector",
                       {});
}

void put_in_quickest_order(const Snapshot& snapshot, Stops& stops, const nav::RouteOptions& options) {
    const auto order = quickest_order(*snapshot.nav, stops.points, options);
    if (order.empty()) throw_no_order(snapshot, stops, options);
    Stops ordered;
    for (const auto i : order) {
        ordered.stops.push_back(std::move(stops.stops[i]));
        ordered.points.push_back(std::move(stops.points[i]));
    }
    stops = std::move(ordered);
}

void require_points(const Snapshot& snapshot, const Stops& stops, nav::Profile profile) {
    for (std::size_t i = 0; i < stops.points.size(); ++i) {
        if (!stops.points[i].empty()) continue;
        const auto& other = stops.stops[i == 0 ? 1 : i - 1].place;
        const auto& lost = stops.stops[i].place;
        throw_no_route(snapshot, i == 0 ? lost : other, i == 0 ? other : lost, profile, {});
    }
}

// Joins the stages to one route and notes at which leg, and after how long, each stop is reached.
nav::Route join(const StagedRoute& staged, std::vector<RouteStop>& stops) {
    nav::Route whole;
    for (std::size_t i = 0; i < stops.size(); ++i) {
        RouteStop& stop = stops[i];
        stop.first_leg = whole.legs.size();
        stop.distance_m = whole.distance_m;
        stop.duration_s = whole.duration_s;
        // The chosen point comes first, so that the answer shows the one that the route goes to.
        std::swap(stop.place.points.front(), stop.place.points[staged.point[i]]);
        if (i == staged.stages.size()) break;
        const nav::Route& stage = staged.stages[i];
        whole.distance_m += stage.distance_m;
        whole.duration_s += stage.duration_s;
        whole.legs.insert(whole.legs.end(), stage.legs.begin(), stage.legs.end());
    }
    return whole;
}

std::vector<ResolvedPlace> places_of(const std::vector<RouteStop>& stops) {
    std::vector<ResolvedPlace> places;
    for (const auto& stop : stops) places.push_back(stop.place);
    return places;
}

}  // namespace

std::optional<nav::Preference> parse_preference(std::string_view name) {
    if (name == "quickest") return nav::Preference::quickest;
    if (name == "fewest-turns") return nav::Preference::fewest_turns;
    return std::nullopt;
}

const char* to_string(nav::Preference preference) {
    return preference == nav::Preference::quickest ? "quickest" : "fewest-turns";
}

RouteAnswer route(const Snapshot& snapshot, const RouteRequest& request) {
    check_count(request);
    const nav::Graph& graph = graph_of(snapshot);
    const nav::Language& spoken = guide_language(snapshot, request.language);
    Stops stops = resolve(snapshot, request);
    require_points(snapshot, stops, request.profile);
    const auto closures = closures_in_force(snapshot, request.at);
    const nav::RouteOptions options(request.profile, request.preference, closures->for_graph());
    if (request.optimize) put_in_quickest_order(snapshot, stops, options);
    const StagedRoute staged = quickest_stages(graph, stops.points, options);
    if (staged.stages.empty()) {
        throw_no_route(snapshot, stops.stops[staged.blocked].place, stops.stops[staged.blocked + 1].place,
                       request.profile, staged.why);
    }
    RouteAnswer answer;
    answer.mall = snapshot.mall.slug;
    answer.version = snapshot.mall.version;
    answer.profile = request.profile;
    answer.preference = request.preference;
    answer.route = join(staged, stops.stops);
    answer.stops = std::move(stops.stops);
    answer.levels = graph.levels();
    answer.language = nav::tag_of(spoken);
    answer.instructions = guide(snapshot, staged.stages, places_of(answer.stops), spoken, request.at);
    for (const auto& closure : closures->closed) answer.closures.push_back(closure.slug);
    if (request.explain) {
        answer.ledger = make_ledger(answer.route, request.profile, request.preference);
        add_closure_effects(snapshot, *closures, stops.points, options, staged, *answer.ledger);
    }
    return answer;
}

}  // namespace mallctl::operations
