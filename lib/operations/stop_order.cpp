#include "operations/stop_order.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <optional>

#include "core/local_frame.hpp"
#include "nav/tour.hpp"

namespace mallctl::operations {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

// Up to so many choices of a point for each stop, each is ordered by itself.
constexpr std::size_t most_choices = 64;

// Durations between all points of all stops, which are numbered through.
struct Durations {
    std::vector<std::size_t> first;  // point of each stop; one more at the end
    std::vector<double> matrix;

    std::size_t points() const { return first.back(); }
    double between(std::size_t a, std::size_t b) const { return matrix[a * points() + b]; }
};

Durations durations(const nav::Graph& graph, const StopPoints& stops, const nav::RouteOptions& options) {
    Durations result{{0}, {}};
    std::vector<nav::Place> places;
    for (const auto& stop : stops) {
        places.insert(places.end(), stop.begin(), stop.end());
        result.first.push_back(places.size());
    }
    result.matrix.reserve(places.size() * places.size());
    for (const auto& from : places) {
        for (const auto& reach : graph.reach(from, places, options))
            result.matrix.push_back(reach ? reach->duration_s : infinite);
    }
    return result;
}

struct Tour {
    std::vector<std::size_t> order;
    double duration_s = infinite;
};

Tour tour_of(const std::vector<double>& matrix, std::size_t stops) {
    Tour tour{nav::best_order(matrix, stops), 0};
    for (std::size_t i = 1; i < tour.order.size(); ++i)
        tour.duration_s += matrix[tour.order[i - 1] * stops + tour.order[i]];
    if (tour.order.empty()) tour.duration_s = infinite;
    return tour;
}

// Through one point of each stop.
Tour tour_through(const Durations& durations, const std::vector<std::size_t>& chosen) {
    std::vector<double> matrix;
    for (const auto from : chosen) {
        for (const auto to : chosen) matrix.push_back(durations.between(from, to));
    }
    return tour_of(matrix, chosen.size());
}

// As if one could leave a stop from another point than where it was reached: close to the truth, since the
// units of a store lie together.
Tour tour_of_nearest(const Durations& durations, std::size_t stops) {
    std::vector<double> matrix(stops * stops, infinite);
    for (std::size_t i = 0; i < stops; ++i) {
        for (std::size_t j = 0; j < stops; ++j) {
            double& least = matrix[i * stops + j];
            for (auto a = durations.first[i]; a < durations.first[i + 1]; ++a) {
                for (auto b = durations.first[j]; b < durations.first[j + 1]; ++b)
                    least = std::min(least, durations.between(a, b));
            }
        }
    }
    return tour_of(matrix, stops);
}

std::size_t choices(const StopPoints& stops) {
    std::size_t product = 1;
    for (const auto& stop : stops) product = std::min(product * stop.size(), most_choices + 1);
    return product;
}

// The next choice of a point for each stop, the last stop's turning quickest; false after the last.
bool advance(std::vector<std::size_t>& chosen, const std::vector<std::size_t>& first) {
    for (std::size_t i = chosen.size(); i-- > 0;) {
        if (++chosen[i] < first[i + 1]) return true;
        chosen[i] = first[i];
    }
    return false;
}

// The ways from each point of a stop to each of the next, and how the best way that ends at each came there.
struct Stage {
    std::vector<std::optional<nav::Route>> routes;  // by point of the one, then of the other
    std::vector<std::size_t> via;                   // the point before, by point
};

double cost(const nav::Route& route, nav::Preference preference) {
    double seconds = route.duration_s;
    if (preference == nav::Preference::quickest) return seconds;
    for (const auto& leg : route.legs) seconds += turning_s(leg);
    return seconds;
}

// `costs`: of the best way to each point of `from`; becomes those of `to`.
Stage stage_between(const nav::Graph& graph, const std::vector<nav::Place>& from,
                    const std::vector<nav::Place>& to, const nav::RouteOptions& options,
                    std::vector<double>& costs) {
    Stage stage;
    stage.via.assign(to.size(), 0);
    std::vector<double> reached(to.size(), infinite);
    for (std::size_t a = 0; a < from.size(); ++a) {
        for (std::size_t b = 0; b < to.size(); ++b) {
            auto route = costs[a] < infinite ? graph.route(from[a], to[b], options) : std::nullopt;
            const double sum = route ? costs[a] + cost(*route, options.preference) : infinite;
            if (sum < reached[b]) {
                reached[b] = sum;
                stage.via[b] = a;
            }
            stage.routes.push_back(std::move(route));
        }
    }
    costs = std::move(reached);
    return stage;
}

// Why no way leads on, for the first pair of points: told only once all have failed, since it takes searches.
nav::NoRoute reason_between(const nav::Graph& graph, const std::vector<nav::Place>& from,
                            const std::vector<nav::Place>& to, const nav::RouteOptions& options,
                            const std::vector<double>& costs) {
    nav::NoRoute why;
    for (std::size_t a = 0; a < from.size(); ++a) {
        if (costs[a] == infinite || to.empty()) continue;
        graph.route(from[a], to.front(), options, &why);
        break;
    }
    return why;
}

}  // namespace

double cost_s(const StagedRoute& way, nav::Preference preference) {
    double seconds = 0;
    for (const auto& stage : way.stages) seconds += cost(stage, preference);
    return seconds;
}

double turning_s(const nav::Leg& leg) {
    if (leg.kind != nav::LegKind::walk || leg.coordinates.size() < 3) return 0;
    const core::LocalFrame frame(leg.coordinates.front());
    double degrees = 0;
    core::Point before = frame.to_local(leg.coordinates[0]);
    core::Point bend = frame.to_local(leg.coordinates[1]);
    for (std::size_t i = 2; i < leg.coordinates.size(); ++i) {
        const core::Point after = frame.to_local(leg.coordinates[i]);
        const core::Point in{bend.x - before.x, bend.y - before.y};
        const core::Point out{after.x - bend.x, after.y - bend.y};
        const double cross = in.x * out.y - in.y * out.x;
        const double dot = in.x * out.x + in.y * out.y;
        degrees += std::abs(std::atan2(cross, dot)) * 180 / std::numbers::pi;
        before = bend;
        bend = after;
    }
    return degrees / 90 * nav::quarter_turn_s;
}

std::vector<std::size_t> quickest_order(const nav::Graph& graph, const StopPoints& stops,
                                        const nav::RouteOptions& options) {
    const Durations times = durations(graph, stops, options);
    if (choices(stops) > most_choices || stops.size() > nav::most_exact_stops + 1)
        return tour_of_nearest(times, stops.size()).order;
    std::vector<std::size_t> chosen(times.first.begin(), times.first.end() - 1);
    Tour best;
    do {
        Tour tour = tour_through(times, chosen);
        if (tour.duration_s < best.duration_s) best = std::move(tour);
    } while (advance(chosen, times.first));
    return best.order;
}

StagedRoute quickest_stages(const nav::Graph& graph, const StopPoints& stops,
                            const nav::RouteOptions& options) {
    StagedRoute answer;
    std::vector<Stage> stages;
    std::vector<double> costs(stops.front().size(), 0);
    for (std::size_t i = 1; i < stops.size(); ++i) {
        const std::vector<double> before = costs;
        stages.push_back(stage_between(graph, stops[i - 1], stops[i], options, costs));
        if (*std::min_element(costs.begin(), costs.end()) == infinite) {
            answer.blocked = i - 1;
            answer.why = reason_between(graph, stops[i - 1], stops[i], options, before);
            return answer;
        }
    }
    auto at = static_cast<std::size_t>(std::min_element(costs.begin(), costs.end()) - costs.begin());
    answer.point.assign(stops.size(), 0);
    answer.stages.resize(stages.size());
    for (std::size_t i = stages.size(); i-- > 0;) {
        answer.point[i + 1] = at;
        const std::size_t before = stages[i].via[at];
        answer.stages[i] = std::move(*stages[i].routes[before * stops[i + 1].size() + at]);
        at = before;
    }
    answer.point[0] = at;
    return answer;
}

}  // namespace mallctl::operations
