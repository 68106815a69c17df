// The plan in metres, measured once for all checks.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plan/box_tree.hpp"
#include "plan/check/tiles.hpp"
#include "plan/duplicates.hpp"
#include "plan/model.hpp"

namespace mallctl::plan {

// The box with `by` added on every side.
core::Box grown(const core::Box& box, double by);

// Degrees to metres around an origin by scale alone: true to 1e-3 within 5 km, which is what a floor spans.
class FlatFrame {
  public:
    FlatFrame() = default;
    explicit FlatFrame(Point origin);

    Point to_metres(Point geographic) const {
        return {(geographic.x - origin_.x) * east_, (geographic.y - origin_.y) * north_};
    }
    MultiPolygon to_metres(const MultiPolygon& area) const;
    LineString to_metres(const LineString& line) const;
    Point to_degrees(Point metres) const {
        return {origin_.x + metres.x / east_, origin_.y + metres.y / north_};
    }

  private:
    Point origin_;
    double east_ = 1;  // m in a degree
    double north_ = 1;
};

// Tiles of many areas that are asked for by place.
struct TileIndex {
    std::vector<Tile> tiles;
    std::vector<std::size_t> owner;  // of each tile: what it is a part of
    BoxTree tree;

    void add(const MultiPolygon& metres, std::size_t of);
    void close();  // after the last add

    bool is_near(Point point, double within) const;
    // The owners of what holds the point, ascending; not all where they are dozens.
    std::vector<std::size_t> owners_at(Point point) const;
    // How much of the tile lies within, counting twice what two owners share.
    double covered(const Tile& tile) const;
};

struct SurveyedUnit {
    double area_m2 = 0;
    double perimeter_m = 0;
    std::size_t first_tile = 0;  // in its level's units
    std::size_t tiles = 0;
};

struct SurveyedLevel {
    std::string label;
    FlatFrame frame;
    std::optional<core::Box> box;  // of the outline, else of the units, in metres
    double outline_m2 = 0;
    std::vector<UnitIndex> members;
    TileIndex outline;  // one owner
    TileIndex units;    // owners: UnitIndex
};

// O(n log n) in vertices.
struct Survey {
    explicit Survey(const Plan& plan);

    const Plan& plan;
    std::vector<SurveyedLevel> levels;
    std::vector<SurveyedUnit> units;
    std::vector<Duplicate> duplicates;
    std::vector<bool> is_copy;  // of each unit: another one is drawn there before it
};

}  // namespace mallctl::plan
