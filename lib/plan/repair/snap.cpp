#include "plan/repair/snap.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace mallctl::plan {

namespace {

// The vertices of one level that others are moved to. Asked by place, never listed, so that the order of its
// cells does not matter.
class Anchors {
  public:
    Anchors(double tolerance_m, const Scale& scale) : tolerance_m_(tolerance_m), scale_(scale) {}

    // The nearest anchor within the tolerance; the point itself, which becomes one, where there is none.
    Point anchor_of(Point point) {
        const std::int64_t column = cell(point.x * scale_.x);
        const std::int64_t row = cell(point.y * scale_.y);
        const Point* nearest = nullptr;
        double best = tolerance_m_;
        for (std::int64_t y = row - 1; y <= row + 1; ++y) {
            for (std::int64_t x = column - 1; x <= column + 1; ++x) {
                const auto found = cells_.find({x, y});
                if (found == cells_.end()) continue;
                for (const Point& anchor : found->second) {
                    const double distance = scale_.distance_m(anchor, point);
                    if (distance >= best) continue;
                    best = distance;
                    nearest = &anchor;
                }
            }
        }
        if (nearest != nullptr) return *nearest;
        cells_[{column, row}].push_back(point);
        return point;
    }

  private:
    struct Cell {
        std::int64_t x = 0;
        std::int64_t y = 0;

        bool operator==(const Cell&) const = default;
    };
    struct CellHash {
        std::size_t operator()(const Cell& cell) const {
            return static_cast<std::size_t>(cell.x) * 0x9e3779b97f4a7c15 ^ static_cast<std::size_t>(cell.y);
        }
    };

    std::int64_t cell(double metres) const {
        return static_cast<std::int64_t>(std::floor(metres / tolerance_m_));
    }

    double tolerance_m_;
    Scale scale_;
    std::unordered_map<Cell, std::vector<Point>, CellHash> cells_;
};

class Snapping {
  public:
    Snapping(Plan& plan, double tolerance_m, const Scale& scale, const Mender& mender, RepairLog& log)
        : plan_(plan), mender_(mender), log_(log), anchors_(plan.levels.size(), {tolerance_m, scale}) {}

    // True when anything moved.
    bool run() {
        for (Unit& unit : plan_.units) area(unit.geometry, unit.level, subject_of(unit));
        for (LevelIndex i = 0; i < plan_.levels.size(); ++i) {
            area(plan_.levels[i].outline, i, subject_of(plan_.levels[i], i));
        }
        for (Kiosk& kiosk : plan_.kiosks) area(kiosk.geometry, kiosk.level, subject_of(kiosk));
        for (Wall& wall : plan_.walls) lines(wall);
        return moved_;
    }

  private:
    bool snap(std::vector<Point>& points, LevelIndex level) {
        bool moved = false;
        for (Point& point : points) {
            const Point anchor = anchors_[level].anchor_of(point);
            moved |= !(anchor == point);
            point = anchor;
        }
        return moved;
    }

    void area(MultiPolygon& drawn, LevelIndex level, const Subject& subject) {
        MultiPolygon area = drawn;
        bool moved = false;
        for (core::Polygon& polygon : area) {
            for (core::Ring& ring : polygon.rings) moved |= snap(ring, level);
        }
        if (!moved) return;
        MultiPolygon unmended;
        Mended mended = mender_.mend(area, unmended);
        // What collapses is told apart as a sliver later, or left in peace.
        if (!mended.fault.empty() || area == drawn) return;
        mended.kinds.push_back(RepairKind::snapped);
        tell(subject, mended, drawn, area);
        drawn = std::move(area);
    }

    void lines(Wall& wall) {
        std::vector<LineString> lines = wall.lines;
        bool moved = false;
        Mended whole;
        for (LineString& line : lines) {
            const LineString before = line;
            if (!snap(line, wall.level)) continue;
            if (mender_.mend(line).fault.empty()) {
                moved = true;
            } else {
                line = before;
            }
        }
        if (!moved || lines == wall.lines) return;
        whole.kinds.push_back(RepairKind::snapped);
        tell(subject_of(wall), whole, wall.lines, lines);
        wall.lines = std::move(lines);
    }

    void tell(const Subject& subject, const Mended& mended, core::Geometry before, core::Geometry after) {
        moved_ = true;
        std::string detail = mended.detail;
        if (!detail.empty()) detail += "; ";
        log_.mended(subject, mended.kinds, detail + "vertices were moved onto those of neighbours",
                    std::move(before), std::move(after));
    }

    Plan& plan_;
    const Mender& mender_;
    RepairLog& log_;
    std::vector<Anchors> anchors_;
    bool moved_ = false;
};

}  // namespace

void snap_vertices(Plan& plan, double tolerance_m, const Scale& scale, const Mender& mender, RepairLog& log) {
    // Mending what was snapped may set new vertices, which are snapped in another round.
    constexpr int most_rounds = 4;
    for (int round = 0; round < most_rounds; ++round) {
        if (!Snapping(plan, tolerance_m, scale, mender, log).run()) return;
    }
}

}  // namespace mallctl::plan
