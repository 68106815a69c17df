// Quickest ways through a whole mall, by Dijkstra over the visibility graphs of its levels and the rides
// between them: what the navigation engine has to equal.
#pragma once

#include <cstdint>
#include <vector>

#include "tests/support/visibility_oracle.hpp"

namespace mallctl::test {

struct OraclePlace {
    std::uint32_t level = 0;
    Mm point;
};

struct OracleRide {
    std::uint32_t from = 0;  // indexes the portals
    std::uint32_t to = 0;
    double duration_s = 0;
};

class MallOracle {
  public:
    struct Edge {
        std::uint32_t to = 0;
        double seconds = 0;
    };

    // `rings` by level.
    MallOracle(const std::vector<std::vector<MmRing>>& rings, const std::vector<OraclePlace>& portals,
               const std::vector<OracleRide>& rides, double speed_m_s);

    // Rides other than those it was made with.
    void set_rides(const std::vector<OracleRide>& rides);

    const FloorOracle& floor(std::uint32_t level) const { return floors_[level]; }
    std::uint32_t level_count() const { return static_cast<std::uint32_t>(floors_.size()); }

    // What is walked from each node: the corners of the levels in their order, then the portals.
    const std::vector<std::vector<Edge>>& walks() const { return walks_; }
    std::uint32_t first_corner(std::uint32_t level) const { return first_corner_[level]; }

    // All ways from one free place.
    class From {
      public:
        From(const MallOracle& mall, OraclePlace from);
        // In seconds, infinite where there is none.
        double to(OraclePlace place) const;

      private:
        const MallOracle& mall_;
        std::uint32_t level_;
        FloorOracle::Spot spot_;
        std::vector<double> seconds_;  // by node
    };

  private:
    std::vector<Edge> nodes_seen(std::uint32_t level, const FloorOracle::Spot& spot) const;

    std::vector<FloorOracle> floors_;
    double speed_m_s_;
    std::vector<std::uint32_t> first_corner_;  // by level
    struct Portal {
        std::uint32_t level = 0;
        FloorOracle::Spot spot;
    };
    std::vector<Portal> portals_;
    std::uint32_t first_portal_ = 0;
    std::vector<std::vector<Edge>> walks_;  // by node, as rides_
    std::vector<std::vector<Edge>> rides_;
};

}  // namespace mallctl::test
