// Doors for the units of one level.
#pragma once

#include <cstddef>
#include <vector>

#include "plan/model.hpp"
#include "plan/openings/frontage.hpp"

namespace mallctl::plan {

// Decides where the doors of one level are. Units are known by their places in the list of the level's units.
class LevelDoors {
  public:
    // `units` are those that somebody may enter, `walls` what is drawn as such; both of one level.
    LevelDoors(const Plan& plan, const std::vector<UnitIndex>& units, const std::vector<const Wall*>& walls,
               const FlatFrame& frame);

    // To be called once. What infer_openings says.
    void run();

    std::vector<Opening> take_openings() { return std::move(openings_); }
    std::size_t in_gaps() const { return in_gaps_; }
    std::size_t on_edges() const { return on_edges_; }
    std::size_t unreached() const;

  private:
    // Units of circulation that hang together.
    struct Piece {
        std::vector<std::size_t> units;
        double area = 0;
    };
    struct Reached {
        bool yes = false;
        int round = 0;
    };

    const Unit& unit(std::size_t place) const { return plan_.units[units_[place]]; }
    bool is_open(std::size_t place) const;
    const Border* borders_begin(std::size_t place) const {
        return fronts_.borders.data() + first_border_[place];
    }
    const Border* borders_end(std::size_t place) const { return borders_begin(place) + border_count(place); }
    std::size_t border_count(std::size_t place) const {
        return first_border_[place + 1] - first_border_[place];
    }

    void add_opening(const Front& front, const Stretch& door);
    void add_gaps();
    bool is_door_gap(const Front& front) const;
    bool is_mirrored(const Border& border, const Front& front) const;
    core::Point middle_of(const Front& front) const;

    std::vector<Piece> circulation();
    std::vector<std::size_t> open_piece(std::size_t first, std::vector<bool>& seen);

    template <typename MayJoin>
    void join_all(MayJoin may_join);
    template <typename MayPass>
    void reach_through(MayPass may_pass);
    template <typename MayJoin>
    void join(std::size_t place, MayJoin may_join);
    bool is_better(std::size_t place, const Front& one, const Front& other) const;
    void mark(std::size_t first);
    void link(std::size_t a, std::size_t b);

    const Plan& plan_;
    const std::vector<UnitIndex>& units_;
    const FlatFrame& frame_;
    LevelFronts fronts_;
    bool has_walls_ = false;
    std::vector<std::size_t> first_border_;         // of each unit, into fronts_.borders
    std::vector<std::vector<std::size_t>> joined_;  // by doors, or by being one open space
    std::vector<Reached> reached_;
    std::vector<std::size_t> just_reached_;
    int round_ = 0;
    std::vector<Opening> openings_;
    std::size_t in_gaps_ = 0;
    std::size_t on_edges_ = 0;
};

}  // namespace mallctl::plan
