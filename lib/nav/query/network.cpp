#include "nav/query/network.hpp"

#include <algorithm>
#include <utility>

#include "core/error.hpp"
#include "nav/query/visibility.hpp"

namespace mallctl::nav {

Network::Network(ProfileImage image, Profile profile)
    : profile_(profile), rides_(std::move(image.rides)), unit_spots_(std::move(image.unit_spots)) {
    for (auto& rings : image.floors) {
        const auto level = static_cast<std::uint32_t>(floors_.size());
        floors_.emplace_back(std::move(rings));
        const auto first = static_cast<std::uint32_t>(nodes_.size());
        for (const Corner& corner : floors_.back().corners()) {
            nodes_.push_back({level, {corner.point, true, {corner.wedge}}});
        }
        corners_of_.push_back({first, static_cast<std::uint32_t>(nodes_.size())});
    }
    first_site_ = static_cast<std::uint32_t>(nodes_.size());
    sites_of_.resize(floors_.size());
    for (const Site& site : image.sites) {
        sites_of_[site.level].push_back(static_cast<std::uint32_t>(nodes_.size()));
        nodes_.push_back({site.level, floors_[site.level].locate(site.point)});
    }

    std::vector<std::pair<std::uint32_t, Step>> all;
    for (const Sightline& line : image.sightlines) {
        if (line.a >= nodes_.size() || line.b >= nodes_.size()) {
            throw core::Error(core::Fault::rejected,
                              "the navigation artifact is damaged: a sightline joins no corner",
                              "build it again with 'mallctl build nav'");
        }
        const double distance = length_m(nodes_[line.a].spot.point, nodes_[line.b].spot.point);
        all.push_back({line.a, {line.b, none, distance, walk_s(distance)}});
        all.push_back({line.b, {line.a, none, distance, walk_s(distance)}});
    }
    for (std::uint32_t i = 0; i < rides_.size(); ++i) {
        const ImageRide& ride = rides_[i];
        all.push_back(
            {first_site_ + ride.from, {first_site_ + ride.to, i, ride.distance_m, ride.duration_s}});
    }
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    begins_.assign(nodes_.size() + 1, 0);
    for (const auto& [from, step] : all) {
        ++begins_[from + 1];
        steps_.push_back(step);
    }
    for (std::size_t i = 0; i < nodes_.size(); ++i) begins_[i + 1] += begins_[i];
}

std::vector<std::uint32_t> Network::seen_from(std::uint32_t level, const Spot& spot) const {
    std::vector<std::uint32_t> seen = corners_seen(floors_[level], spot);
    for (std::uint32_t& corner : seen) corner += corners_of_[level].first;
    for (const std::uint32_t site : sites_of_[level]) {
        if (floors_[level].sees(spot, nodes_[site].spot)) seen.push_back(site);
    }
    return seen;
}

}  // namespace mallctl::nav
