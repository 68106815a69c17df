// One profile's graph opened for queries: free space by level, nodes and what joins them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "nav/artifact/image.hpp"
#include "nav/space/floor.hpp"

namespace mallctl::nav {

// A directed step from a node to another.
struct Step {
    std::uint32_t to = 0;
    std::uint32_t ride = none;  // index into ProfileImage::rides; none: a straight walk
    double distance_m = 0;
    double duration_s = 0;
};

struct Node {
    std::uint32_t level = 0;
    Spot spot;
};

class Network {
  public:
    // Throws core::Error(rejected) when a sightline refers to no node.
    Network(ProfileImage image, Profile profile);

    const std::vector<Floor>& floors() const { return floors_; }
    const std::vector<Node>& nodes() const { return nodes_; }
    const std::vector<ImageRide>& rides() const { return rides_; }
    const std::vector<UnitSpot>& unit_spots() const { return unit_spots_; }
    Profile profile() const { return profile_; }

    std::span<const Step> steps(std::uint32_t node) const {
        return {steps_.data() + begins_[node], begins_[node + 1] - begins_[node]};
    }

    // The nodes of a level that a free spot on it sees in a straight line, ascending.
    std::vector<std::uint32_t> seen_from(std::uint32_t level, const Spot& spot) const;

    // The node where a ride gets off.
    const Node& end_of(const ImageRide& ride) const { return nodes_[first_site_ + ride.to]; }

    // In s.
    double walk_s(double distance_m) const { return distance_m / speed_m_s(profile_); }

  private:
    struct Range {
        std::uint32_t first = 0;
        std::uint32_t last = 0;
    };

    Profile profile_;
    std::vector<Floor> floors_;
    std::vector<Node> nodes_;
    std::uint32_t first_site_ = 0;
    std::vector<Range> corners_of_;                     // nodes that are corners, by level
    std::vector<std::vector<std::uint32_t>> sites_of_;  // nodes that are sites, by level
    std::vector<ImageRide> rides_;
    std::vector<UnitSpot> unit_spots_;
    std::vector<std::size_t> begins_;
    std::vector<Step> steps_;
};

}  // namespace mallctl::nav
