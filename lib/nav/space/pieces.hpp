// What joins what: the pieces that the free space of all levels falls into for one profile, the rides between
// them and the barriers that keep them apart.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "nav/space/floor.hpp"
#include "nav/space/level_shape.hpp"

namespace mallctl::nav {

// A connected piece of free space, or a unit in which the profile has none.
using Piece = std::size_t;

// One thing that keeps a profile from getting from piece to piece.
struct Cut {
    std::string cause;               // as Blocking::cause
    std::uint32_t connector = none;  // indexes Plan::connectors; else
    std::uint32_t opening = none;    // indexes Plan::openings
    std::uint32_t level = 0;         // where one stands before it

    bool operator==(const Cut&) const = default;
};

class Pieces {
  public:
    // `shapes` are those of the profile's body, by plan level, and outlive this. O(n log n).
    Pieces(const plan::Plan& plan, const std::vector<const LevelShape*>& shapes, Profile profile);

    std::size_t size() const { return forward_.size(); }

    // The piece that a point is moved into as for a route, at most 2 m.
    std::optional<Piece> near(std::uint32_t level, Mm point) const;

    // Where a unit is reached; for one without free space what stands for it.
    std::vector<Piece> of_unit(plan::UnitIndex unit) const;
    const UnitAccess& access(plan::UnitIndex unit) const { return *accesses_.at(unit); }

    // By rides alone; `start` is among them.
    std::vector<bool> reached_from(Piece start) const;
    std::vector<bool> leading_to(Piece start) const;

    // The fewest things that would have to give way for a way from a piece to one of others, in its order:
    // breadth-first search with barriers and barred rides of length 1 and rides of length 0. Nothing where
    // even that does not join them. Deterministic.
    std::optional<std::vector<Cut>> cuts_between(Piece from, std::span<const Piece> to) const;

    // The piece from which most units are reached, in either direction; the first of equals. Some piece must
    // exist.
    Piece main() const;

  private:
    using Links = std::vector<std::vector<Piece>>;
    struct Barred {
        Piece to = 0;
        std::size_t cut = 0;  // indexes cuts_
    };

    std::optional<Piece> at(std::uint32_t level, Mm point) const;
    Piece add();
    void number_pieces();
    void add_rides(const plan::Plan& plan, Profile profile);
    void add_barriers(std::uint32_t level);
    void bar(Piece from, Piece to, const Cut& cut);
    static std::vector<bool> closure(Piece start, const Links& links);

    std::vector<const LevelShape*> shapes_;
    std::vector<Floor> floors_;
    std::map<std::pair<std::uint32_t, std::uint32_t>, Piece> by_ring_;  // level and outer ring
    std::vector<const UnitAccess*> accesses_;                           // by unit
    std::vector<std::uint32_t> levels_;                                 // by unit
    std::vector<std::optional<Piece>> closed_units_;                    // by unit: without free space
    std::vector<std::size_t> unit_counts_;                              // reached in each piece
    Links forward_;
    Links backward_;
    std::vector<std::vector<Barred>> barred_;
    std::vector<Cut> cuts_;
};

}  // namespace mallctl::nav
