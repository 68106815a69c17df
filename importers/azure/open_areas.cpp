#include "importers/azure/open_areas.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/error.hpp"
#include "core/local_frame.hpp"
#include "importers/azure/wall_cover.hpp"
#include "importers/drawing/planar.hpp"
#include "plan/surface.hpp"

namespace mallctl::importers::azure {

namespace {

constexpr double least_width_m = 0.5;

struct LocalUnit {
    plan::UnitIndex index;
    core::MultiPolygon area;  // metres
    core::Box box;
};

core::MultiPolygon to_local(const core::MultiPolygon& area, const core::LocalFrame& frame) {
    core::MultiPolygon local = area;
    for (core::Polygon& polygon : local) {
        for (core::Ring& ring : polygon.rings) {
            for (core::Point& p : ring) p = frame.to_local(p);
        }
    }
    return local;
}

// Calls `visit(from, to)` for each edge.
template <typename Visit>
void for_each_edge(const core::MultiPolygon& area, Visit visit) {
    for (const core::Polygon& polygon : area) {
        for (const core::Ring& ring : polygon.rings) {
            for (std::size_t i = 0; i + 1 < ring.size(); ++i) visit(ring[i], ring[i + 1]);
        }
    }
}

// The stretch of edge a-b that edge c-d covers.
std::optional<core::LineString> shared(core::Point a, core::Point b, core::Point c, core::Point d) {
    const double length = std::hypot(b.x - a.x, b.y - a.y);
    if (length < least_width_m) return std::nullopt;
    const Along first = along(c, a, b);
    const Along second = along(d, a, b);
    if (first.off > same_line_m || second.off > same_line_m) return std::nullopt;
    const double from = std::max(0.0, std::min(first.at, second.at));
    const double to = std::min(length, std::max(first.at, second.at));
    if (to - from < least_width_m) return std::nullopt;
    const auto point = [&](double at) {
        return core::Point{a.x + (b.x - a.x) * at / length, a.y + (b.y - a.y) * at / length};
    };
    return core::LineString{point(from), point(to)};
}

// True when the middle of an opening lies on the unit's boundary.
bool has_opening(const LocalUnit& unit, const std::vector<core::Point>& middles) {
    bool found = false;
    for (const core::Point middle : middles) {
        if (!drawing::touch(unit.box, {middle, middle}, same_line_m)) continue;
        for_each_edge(unit.area, [&](core::Point a, core::Point b) {
            if (a == b) return;
            const Along place = along(middle, a, b);
            found = found || (place.off <= same_line_m && place.at >= 0 &&
                              place.at <= std::hypot(b.x - a.x, b.y - a.y));
        });
    }
    return found;
}

class LevelOpener {
  public:
    LevelOpener(plan::Plan& plan, plan::LevelIndex level, core::LocalFrame frame)
        : plan_(plan), level_(level), frame_(frame) {
        for (plan::UnitIndex i = 0; i < plan.units.size(); ++i) {
            if (plan.units[i].level != level) continue;
            core::MultiPolygon area = to_local(plan.units[i].geometry, frame);
            const core::Box box = plan::box_of(area).value_or(core::Box{});
            for_each_edge(area, [this](core::Point, core::Point) { ++edges_; });
            units_.push_back({i, std::move(area), box});
        }
        for (const plan::Wall& wall : plan.walls) {
            if (wall.level != level) continue;
            for (core::LineString line : wall.lines) {
                for (core::Point& p : line) p = frame.to_local(p);
                walls_.add(line);
            }
        }
        for (const plan::Opening& opening : plan.openings) {
            if (opening.level != level) continue;
            const core::Point a = frame.to_local(opening.geometry.front());
            const core::Point b = frame.to_local(opening.geometry.back());
            middles_.push_back({(a.x + b.x) / 2, (a.y + b.y) / 2});
        }
    }

    void run(const std::vector<std::optional<bool>>& stated) {
        check_size();
        std::vector<bool> open;
        for (const LocalUnit& unit : units_) {
            const std::optional<bool>& is_stated = stated.at(unit.index);
            open.push_back(is_stated.has_value() ? *is_stated : !has_opening(unit, middles_));
        }
        std::vector<bool> entered(units_.size(), false);
        for (std::size_t i = 0; i < units_.size(); ++i) {
            for (std::size_t k = i + 1; k < units_.size(); ++k) {
                const bool passable = (open[i] && (open[k] || is_walkway(k))) || (open[k] && is_walkway(i));
                if (passable && open_between(units_[i], units_[k])) entered[i] = entered[k] = true;
            }
        }
        for (std::size_t i = 0; i < units_.size(); ++i) {
            if (!open[i] || entered[i] || has_opening(units_[i], middles_)) continue;  // a way in already
            for (std::size_t k = 0; k < units_.size(); ++k) {
                if (k != i && stated.at(units_[k].index) != false) open_between(units_[i], units_[k]);
            }
        }
    }

  private:
    void check_size() const {
        // Each edge may be compared with each other one; a large floor has some thousand.
        constexpr std::size_t max_edges = 30'000;
        if (edges_ <= max_edges) return;
        throw core::Error(core::Fault::rejected,
                          fmt::format("the units of level {} have {} edges, more than the limit of {}",
                                      plan_.levels[level_].short_name, edges_, max_edges),
                          "draw units with fewer points, or split the level into two drawings and packages");
    }

    bool is_walkway(std::size_t i) const { return plan_.units[units_[i].index].category == "walkway"; }

    // False where they share no stretch without a wall.
    bool open_between(const LocalUnit& a, const LocalUnit& b) {
        int count = 0;
        if (!drawing::touch(a.box, b.box, same_line_m)) return false;
        for_each_edge(a.area, [&](core::Point from, core::Point to) {
            for_each_edge(b.area, [&](core::Point other_from, core::Point other_to) {
                const auto line = shared(from, to, other_from, other_to);
                if (!line) return;
                for (const core::LineString& stretch : walls_.clear_of(*line, least_width_m))
                    add_opening(a, b, stretch, ++count);
            });
        });
        return count > 0;
    }

    void add_opening(const LocalUnit& a, const LocalUnit& b, const core::LineString& line, int count) {
        plan::Opening opening;
        opening.level = level_;
        const std::string& one = plan_.units[a.index].source_id;
        const std::string& other = plan_.units[b.index].source_id;
        // A DWG has no handles to make ids of: the place of the opening tells it then.
        if (!one.empty() && !other.empty()) {
            opening.source_id = one + "+" + other;
            if (count > 1) opening.source_id += "#" + std::to_string(count);
        }
        opening.geometry = {frame_.to_geographic(line.front()), frame_.to_geographic(line.back())};
        opening.inferred = true;
        plan_.openings.push_back(std::move(opening));
    }

    plan::Plan& plan_;
    plan::LevelIndex level_;
    core::LocalFrame frame_;
    std::vector<LocalUnit> units_;
    std::vector<core::Point> middles_;
    WallCover walls_;
    std::size_t edges_ = 0;
};

}  // namespace

void open_shared_edges(const std::vector<std::optional<bool>>& open, plan::Plan& plan) {
    for (plan::LevelIndex level = 0; level < plan.levels.size(); ++level) {
        const auto box = plan::box_of(plan.levels[level].outline);
        if (box) LevelOpener(plan, level, core::LocalFrame(box->min)).run(open);
    }
}

}  // namespace mallctl::importers::azure
