#include "tests/support/mall_oracle.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <queue>

namespace mallctl::test {

namespace {

double metres_between(Mm a, Mm b) {
    return std::hypot(static_cast<double>(b.x - a.x), static_cast<double>(b.y - a.y)) / 1000;
}

}  // namespace

MallOracle::MallOracle(const std::vector<std::vector<MmRing>>& rings, const std::vector<OraclePlace>& portals,
                       const std::vector<OracleRide>& rides, double speed_m_s)
    : speed_m_s_(speed_m_s) {
    for (const std::vector<MmRing>& level : rings) {
        first_corner_.push_back(first_portal_);
        floors_.emplace_back(level);
        first_portal_ += static_cast<std::uint32_t>(floors_.back().corners().size());
    }
    walks_.resize(first_portal_ + portals.size());
    for (std::uint32_t level = 0; level < floors_.size(); ++level) {
        const auto sights = floors_[level].sights();
        for (std::uint32_t i = 0; i < sights.size(); ++i) {
            for (const FloorOracle::Sight& sight : sights[i]) {
                walks_[first_corner_[level] + i].push_back(
                    {first_corner_[level] + sight.node, sight.length_m / speed_m_s});
            }
        }
    }
    for (const OraclePlace& portal : portals) {
        const FloorOracle::Spot spot = floors_[portal.level].locate(portal.point);
        const auto node = first_portal_ + static_cast<std::uint32_t>(portals_.size());
        for (const Edge& edge : nodes_seen(portal.level, spot)) {
            walks_[node].push_back(edge);
            walks_[edge.to].push_back({node, edge.seconds});
        }
        portals_.push_back({portal.level, spot});
    }
    set_rides(rides);
}

void MallOracle::set_rides(const std::vector<OracleRide>& rides) {
    rides_.assign(walks_.size(), {});
    for (const OracleRide& ride : rides) {
        rides_[first_portal_ + ride.from].push_back({first_portal_ + ride.to, ride.duration_s});
    }
}

std::vector<MallOracle::Edge> MallOracle::nodes_seen(std::uint32_t level,
                                                     const FloorOracle::Spot& spot) const {
    std::vector<Edge> seen;
    if (!spot.free) return seen;
    for (const FloorOracle::Sight& sight : floors_[level].corners_seen(spot)) {
        seen.push_back({first_corner_[level] + sight.node, sight.length_m / speed_m_s_});
    }
    for (std::uint32_t i = 0; i < portals_.size(); ++i) {
        if (portals_[i].level != level || !floors_[level].sees(spot, portals_[i].spot)) continue;
        seen.push_back({first_portal_ + i, metres_between(spot.point, portals_[i].spot.point) / speed_m_s_});
    }
    return seen;
}

MallOracle::From::From(const MallOracle& mall, OraclePlace from)
    : mall_(mall),
      level_(from.level),
      spot_(mall.floors_[from.level].locate(from.point)),
      seconds_(mall.walks_.size(), std::numeric_limits<double>::infinity()) {
    using Entry = std::pair<double, std::uint32_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    const auto offer = [&](const Edge& edge, double before) {
        if (before + edge.seconds >= seconds_[edge.to]) return;
        seconds_[edge.to] = before + edge.seconds;
        queue.push({seconds_[edge.to], edge.to});
    };
    for (const Edge& edge : mall.nodes_seen(level_, spot_)) offer(edge, 0);
    while (!queue.empty()) {
        const auto [seconds, node] = queue.top();
        queue.pop();
        if (seconds > seconds_[node]) continue;
        for (const Edge& edge : mall.walks_[node]) offer(edge, seconds);
        for (const Edge& edge : mall.rides_[node]) offer(edge, seconds);
    }
}

double MallOracle::From::to(OraclePlace place) const {
    const FloorOracle& floor = mall_.floors_[place.level];
    const FloorOracle::Spot spot = floor.locate(place.point);
    double least = std::numeric_limits<double>::infinity();
    if (place.level == level_ && floor.sees(spot_, spot)) {
        least = metres_between(spot_.point, spot.point) / mall_.speed_m_s_;
    }
    for (const Edge& edge : mall_.nodes_seen(place.level, spot)) {
        least = std::min(least, seconds_[edge.to] + edge.seconds);
    }
    return least;
}

}  // namespace mallctl::test
