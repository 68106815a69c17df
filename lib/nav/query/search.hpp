// Dijkstra's algorithm (1959) over the whole mall, from one place.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "nav/query/network.hpp"

namespace mallctl::nav {

// A free spot on a level.
struct Start {
    std::uint32_t level = 0;
    Spot spot;
};

// The best way to a spot: what it costs and the nodes it goes through, in order; none for direct sight.
struct Way {
    double distance_m = 0;
    double duration_s = 0;
    std::uint32_t last_node = none;
};

class Search {
  public:
    // Finds the quickest way from `start` to every node. Of two equally quick ways the one that comes from
    // the node with the lower number wins. O((V + E) log V).
    Search(const Network& network, Start start);

    const Start& start() const { return start_; }

    // The quickest way to a free spot; nothing where there is none. O(V).
    std::optional<Way> way_to(const Start& target) const;

    // The steps of a way, from the start to its last node: each with the node it comes from (none: the
    // start).
    struct Move {
        std::uint32_t from = none;
        Step step;
    };
    std::vector<Move> moves(const Way& way) const;

    bool reaches(std::uint32_t node) const { return reached_[node].found; }

  private:
    struct Reached {
        bool found = false;
        double duration_s = 0;
        double distance_m = 0;
        std::uint32_t from = none;  // none: straight from the start
        Step step;
    };

    const Network& network_;
    Start start_;
    std::vector<Reached> reached_;
};

}  // namespace mallctl::nav
