// How a profile gets, or would get, from one piece of free space to another.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "nav/query/blocked/pieces.hpp"
#include "nav/query/mall_view.hpp"

namespace mallctl::nav {

// From one place to another: a ride, or a barrier that is passed all the same.
struct Gate {
    enum class Kind { ride, barred_ride, barrier };
    Kind kind = Kind::ride;
    std::uint32_t index = 0;  // of ProfileInfo::rides or barred, or of BodyInfo::barriers
    LevelPoint from;
    LevelPoint to;
    double seconds = 0;
    std::vector<std::uint32_t> from_pieces;
    std::vector<std::uint32_t> to_pieces;

    bool is_barred() const { return kind != Kind::ride; }
};

class Gates {
  public:
    // O(triangles + (rides + barriers) x what lies near). Behind barriers there may be no free space at all
    // (rooms for staff): each such place is a piece of its own, joined with those that staff see from there.
    Gates(const MallView& mall, const ProfileView& profile);

    struct Found {
        std::vector<const Gate*> gates;  // in the order of the way
        LevelPoint from;                 // of the two lists, where the way begins and ends
        LevelPoint to;
    };
    // The way with the fewest barred gates, of those the one that is quickest by straight lines; nothing
    // where there is none. O(gates^2).
    std::optional<Found> find(const std::vector<LevelPoint>& from, const std::vector<LevelPoint>& to) const;

    const Pieces& pieces() const { return pieces_; }

  private:
    void add_rides();
    void add_barriers();
    void add_both_ways(const Gate& gate);
    std::vector<std::uint32_t> pieces_beside(const LevelPoint& side);

    const MallView& mall_;
    const ProfileView& profile_;
    const BodyView& body_;
    Pieces pieces_;
    struct Hidden {
        LevelPoint place;
        std::uint32_t piece = 0;
    };
    std::vector<Hidden> hidden_;  // places without free space
    std::vector<Gate> gates_;
};

}  // namespace mallctl::nav
