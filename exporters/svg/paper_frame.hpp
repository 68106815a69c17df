// From degrees to paper: projected to metres, turned, scaled, with y downwards.
#pragma once

#include <optional>
#include <vector>

#include "core/geometry.hpp"
#include "core/local_frame.hpp"
#include "exporters/drawing/drawing.hpp"
#include "plan/model.hpp"

namespace mallctl::exporters::floor_map {

// The direction that most of the length of these edges runs along, modulo 90 degrees: counter-clockwise from
// x, in
// (-45, 45]. Nothing where no direction stands out (a round building). The mean of directions at four times
// their angle (Mardia and Jupp, "Directional Statistics", section 1.3.3). O(points).
std::optional<double> main_axis(const std::vector<core::Ring>& rings);

// By how many degrees to turn a plan, clockwise, so that its walls lie straight on the page: 0 when they are
// within a degree of that already, or run in no common direction.
double upright_turn(const plan::Plan& plan);

class PaperFrame {
  public:
    // `turn` in degrees, clockwise.
    PaperFrame(core::Point origin, double turn);

    double turn() const { return turn_; }
    double mm_per_m() const { return scale_; }

    // Fits what `places` (geographic) cover into the box, centred, at most `max_mm_per_m` large.
    void fit(const std::vector<core::Point>& places, const core::Box& box, double max_mm_per_m);

    // Puts a place at a point of the page, at a scale of one's own.
    void centre(core::Point place, core::Point at, double mm_per_m);

    core::Point operator()(core::Point geographic) const;
    std::vector<core::Point> operator()(const std::vector<core::Point>& line) const;
    core::MultiPolygon operator()(const core::MultiPolygon& area) const;

  private:
    core::Point turned(core::Point geographic) const;  // metres, y down

    core::LocalFrame frame_;
    double turn_ = 0;
    double scale_ = 1;
    core::Point shift_;
};

// The outlines of an area, holes too.
drawing::Path area_path(const core::MultiPolygon& area);

// Where the level's things are: what has to fit on its page. Empty for a level without geometry.
std::vector<core::Point> extent_of(const plan::Plan& plan, plan::LevelIndex level);

}  // namespace mallctl::exporters::floor_map
