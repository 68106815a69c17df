#include "plan/openings/frontage.hpp"

#include <algorithm>
#include <tuple>

namespace mallctl::plan {

namespace {

// Rooms are drawn to the inner faces of their walls, or to the middle of them.
constexpr double thickest_wall_m = 0.5;
// Areas of neighbours overlap by some centimetres where plans are drawn by hand.
constexpr double overlap_m = 0.1;
// Ends of walls and edges meet about so exactly.
constexpr double joint_m = 0.05;
// A wall belongs to an edge when it lies between it and what it faces, or this far inside the unit.
constexpr double wall_inside_m = 0.3;

void add_segments(const LineString& line, std::size_t owner, const FlatFrame& frame,
                  std::vector<Segment>& segments) {
    for (std::size_t i = 1; i < line.size(); ++i) {
        if (line[i - 1] == line[i]) continue;
        segments.push_back({frame.to_metres(line[i - 1]), frame.to_metres(line[i]), owner});
    }
}

class FrontFinder {
  public:
    FrontFinder(std::vector<Segment> edges, std::vector<Segment> walls)
        : edges_(std::move(edges)),
          walls_(std::move(walls)),
          edge_grid_(edges_, thickest_wall_m),
          wall_grid_(walls_, thickest_wall_m) {}

    LevelFronts run() {
        for (std::size_t edge = 0; edge < edges_.size(); ++edge) look_along(edge);
        LevelFronts result;
        result.borders = borders();
        result.outer_gaps = std::move(outer_gaps_);
        result.edges = std::move(edges_);
        return result;
    }

  private:
    struct Facing {
        std::size_t from = 0;
        std::size_t to = 0;
        Front front;
    };

    void look_along(std::size_t edge) {
        const std::vector<Stretch> walls = walls_along(edge);
        faced_.clear();
        edge_grid_.near(edges_[edge], [&](std::size_t other) {
            const Segment& one = edges_[edge];
            const Segment& two = edges_[other];
            if (one.owner == two.owner || !are_opposed(one, two)) return;
            const Stretch common = alongside(one, two, overlap_m, thickest_wall_m);
            if (common.length() > joint_m) faced_.push_back({two.owner, common});
        });
        std::sort(faced_.begin(), faced_.end(), [](const Faced& a, const Faced& b) {
            return std::tuple(a.unit, a.stretch.from, a.stretch.to) <
                   std::tuple(b.unit, b.stretch.from, b.stretch.to);
        });
        for (std::size_t begin = 0; begin < faced_.size();) {
            std::size_t end = begin + 1;
            while (end < faced_.size() && faced_[end].unit == faced_[begin].unit) ++end;
            add_facings(edge, begin, end, walls);
            begin = end;
        }
        if (!walls_.empty()) add_outer_gaps(edge, walls);
    }

    // Of one unit that the edge faces.
    void add_facings(std::size_t edge, std::size_t begin, std::size_t end,
                     const std::vector<Stretch>& walls) {
        const std::size_t unit = faced_[begin].unit;
        if (end - begin == 1 && walls_.empty()) {
            facings_.push_back({edges_[edge].owner, unit, {edge, faced_[begin].stretch, false}});
            return;
        }
        std::vector<Stretch> shared;
        for (std::size_t i = begin; i < end; ++i) shared.push_back(faced_[i].stretch);
        for (const Stretch& stretch : merged(std::move(shared), joint_m)) {
            for (const Stretch& free : uncovered(stretch, walls)) {
                facings_.push_back({edges_[edge].owner, unit, {edge, free, is_between_walls(edge, free)}});
            }
        }
    }

    std::vector<Stretch> walls_along(std::size_t edge) {
        std::vector<Stretch> covers;
        if (walls_.empty()) return covers;
        wall_grid_.near(edges_[edge], [&](std::size_t wall) {
            const Stretch cover = alongside(edges_[edge], walls_[wall], wall_inside_m, thickest_wall_m);
            if (cover.length() > 0) covers.push_back(cover);
        });
        return merged(std::move(covers), joint_m);
    }

    bool is_between_walls(std::size_t edge, const Stretch& free) {
        return has_wall_at(edges_[edge].at(free.from)) && has_wall_at(edges_[edge].at(free.to));
    }

    bool has_wall_at(core::Point point) {
        bool found = false;
        if (walls_.empty()) return found;
        wall_grid_.near({point, point, 0}, [&](std::size_t wall) {
            found = found || distance_m(walls_[wall], point) <= wall_inside_m;
        });
        return found;
    }

    void add_outer_gaps(std::size_t edge, std::vector<Stretch> covers) {
        for (const Faced& faced : faced_) covers.push_back(faced.stretch);
        const Stretch whole{0, edges_[edge].length};
        for (const Stretch& gap : uncovered(whole, merged(std::move(covers), joint_m))) {
            if (is_between_walls(edge, gap)) outer_gaps_.push_back({edge, gap, true});
        }
    }

    std::vector<Border> borders() {
        std::sort(facings_.begin(), facings_.end(), [](const Facing& a, const Facing& b) {
            return std::tuple(a.from, a.to, -a.front.stretch.length(), a.front.edge, a.front.stretch.from) <
                   std::tuple(b.from, b.to, -b.front.stretch.length(), b.front.edge, b.front.stretch.from);
        });
        std::vector<Border> result;
        for (const Facing& facing : facings_) {
            if (result.empty() || result.back().from != facing.from || result.back().to != facing.to) {
                result.push_back({facing.from, facing.to, {}});
            }
            result.back().free.push_back(facing.front);
        }
        return result;
    }

    struct Faced {
        std::size_t unit = 0;
        Stretch stretch;
    };

    std::vector<Segment> edges_;
    std::vector<Segment> walls_;
    std::vector<Faced> faced_;  // by the edge that is looked along
    SegmentGrid edge_grid_;
    SegmentGrid wall_grid_;
    std::vector<Facing> facings_;
    std::vector<Front> outer_gaps_;
};

}  // namespace

LevelFronts fronts_of(const Plan& plan, const std::vector<UnitIndex>& units,
                      const std::vector<const Wall*>& walls, const FlatFrame& frame) {
    std::vector<Segment> edges;
    for (std::size_t i = 0; i < units.size(); ++i) {
        for (const core::Polygon& polygon : plan.units[units[i]].geometry) {
            for (const core::Ring& ring : polygon.rings) add_segments(ring, i, frame, edges);
        }
    }
    std::vector<Segment> wall_segments;
    for (const Wall* wall : walls) {
        for (const LineString& line : wall->lines) add_segments(line, 0, frame, wall_segments);
    }
    return FrontFinder(std::move(edges), std::move(wall_segments)).run();
}

}  // namespace mallctl::plan
