// Walls that stand alone, and walls that nearly meet.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "plan/check/checks.hpp"

namespace mallctl::plan {

namespace {

using core::Severity;

// From the edge of a unit to the far side of the wall around it.
constexpr double beside_unit_m = 0.6;

// Ends nearer than this meet; ends farther apart are meant to be.
constexpr double joined_m = 0.001;
constexpr double undershoot_m = 0.1;

struct Segment {
    Point a;
    Point b;
};

double distance(Point p, const Segment& segment) {
    const double x = segment.b.x - segment.a.x;
    const double y = segment.b.y - segment.a.y;
    const double length = x * x + y * y;
    const double t = length > 0 ? ((p.x - segment.a.x) * x + (p.y - segment.a.y) * y) / length : 0;
    const double s = std::clamp(t, 0.0, 1.0);
    return std::hypot(segment.a.x + s * x - p.x, segment.a.y + s * y - p.y);
}

// The walls of one level, piece by piece.
class WallIndex {
  public:
    void add(const LineString& metres) {
        for (std::size_t i = 1; i < metres.size(); ++i) {
            const Segment s{metres[i - 1], metres[i]};
            const core::Box box{{std::min(s.a.x, s.b.x), std::min(s.a.y, s.b.y)},
                                {std::max(s.a.x, s.b.x), std::max(s.a.y, s.b.y)}};
            items_.push_back({box, segments_.size()});
            segments_.push_back(s);
        }
    }

    void close() { tree_ = BoxTree(std::move(items_)); }

    // From an end of a wall to the next wall, its own last piece left out; infinite beyond `within`.
    double nearest(Point end, double within) const {
        double least = std::numeric_limits<double>::infinity();
        bool own = false;
        tree_.visit(grown({end, end}, within), [&](std::size_t i) {
            const bool touches = segments_[i].a == end || segments_[i].b == end;
            if (touches && !own) {
                own = true;
            } else if (const double d = distance(end, segments_[i]); d <= within) {
                least = std::min(least, d);
            }
            return least > joined_m;
        });
        return least;
    }

  private:
    std::vector<Segment> segments_;
    std::vector<BoxTree::Item> items_;
    BoxTree tree_;
};

void check_ends(const SurveyedLevel& level, const WallIndex& walls, const Wall& wall, Report& report) {
    for (const LineString& line : wall.lines) {
        if (line.size() < 2 || line.front() == line.back()) continue;
        for (const Point end : {line.front(), line.back()}) {
            const double gap = walls.nearest(level.frame.to_metres(end), undershoot_m);
            if (gap <= joined_m || gap > undershoot_m) continue;
            core::Diagnostic& finding =
                report.add_line("P031", Severity::note, wall.level, wall, {line},
                                fmt::format("a wall ends {:.0f} mm short of the next one", gap * 1000),
                                "draw it up to the next wall: a room behind it is not closed");
            finding.at = end;
        }
    }
}

bool touches_unit(const SurveyedLevel& level, const LineString& line) {
    return std::any_of(line.begin(), line.end(), [&](Point point) {
        return level.units.is_near(level.frame.to_metres(point), beside_unit_m);
    });
}

}  // namespace

void check_walls(const Survey& survey, Report& report) {
    const std::vector<Wall>& walls = survey.plan.walls;
    std::vector<WallIndex> indexes(survey.levels.size());
    for (const Wall& wall : walls) {
        const SurveyedLevel& level = survey.levels.at(wall.level);
        for (const LineString& line : wall.lines) indexes[wall.level].add(level.frame.to_metres(line));
    }
    for (WallIndex& index : indexes) index.close();
    for (const Wall& wall : walls) {
        const SurveyedLevel& level = survey.levels[wall.level];
        check_ends(level, indexes[wall.level], wall, report);
        const auto touches = [&](const LineString& line) { return touches_unit(level, line); };
        if (level.members.empty() || std::any_of(wall.lines.begin(), wall.lines.end(), touches)) continue;
        report.add_line("P021", Severity::note, wall.level, wall, wall.lines, "a wall touches no unit",
                        "remove it, or draw the rooms beside it");
    }
}

}  // namespace mallctl::plan
