#include "nav/query/search.hpp"

#include <algorithm>
#include <functional>
#include <queue>
#include <utility>

namespace mallctl::nav {

Search::Search(const Network& network, Start start)
    : network_(network), start_(std::move(start)), reached_(network.nodes().size()) {
    using Entry = std::pair<double, std::uint32_t>;  // seconds, node
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    std::vector<bool> settled(reached_.size(), false);

    const auto offer = [&](std::uint32_t from, double duration_s, double distance_m, const Step& step) {
        Reached& there = reached_[step.to];
        const double duration = duration_s + step.duration_s;
        // `none` is the highest number, but straight from the start is the plainest way: + 1 makes it the
        // lowest.
        const bool better = !there.found || duration < there.duration_s ||
                            (duration == there.duration_s && from + 1 < there.from + 1);
        if (settled[step.to] || !better) return;
        there = {true, duration, distance_m + step.distance_m, from, step};
        queue.push({duration, step.to});
    };

    for (const std::uint32_t node : network.seen_from(start_.level, start_.spot)) {
        const double distance = length_m(start_.spot.point, network.nodes()[node].spot.point);
        offer(none, 0, 0, {node, none, distance, network.walk_s(distance)});
    }
    while (!queue.empty()) {
        const std::uint32_t node = queue.top().second;
        queue.pop();
        if (settled[node]) continue;
        settled[node] = true;
        for (const Step& step : network.steps(node)) {
            offer(node, reached_[node].duration_s, reached_[node].distance_m, step);
        }
    }
}

std::optional<Way> Search::way_to(const Start& target) const {
    std::optional<Way> best;
    const auto offer = [&](const Way& way) {
        if (!best || way.duration_s < best->duration_s) best = way;
    };
    if (target.level == start_.level && network_.floors()[target.level].sees(start_.spot, target.spot)) {
        const double distance = length_m(start_.spot.point, target.spot.point);
        offer({distance, network_.walk_s(distance), none});
    }
    for (const std::uint32_t node : network_.seen_from(target.level, target.spot)) {
        if (!reached_[node].found) continue;
        const double distance = length_m(network_.nodes()[node].spot.point, target.spot.point);
        offer({reached_[node].distance_m + distance, reached_[node].duration_s + network_.walk_s(distance),
               node});
    }
    return best;
}

std::vector<Search::Move> Search::moves(const Way& way) const {
    std::vector<Move> moves;
    for (std::uint32_t node = way.last_node; node != none; node = reached_[node].from) {
        moves.push_back({reached_[node].from, reached_[node].step});
    }
    std::reverse(moves.begin(), moves.end());
    return moves;
}

}  // namespace mallctl::nav
