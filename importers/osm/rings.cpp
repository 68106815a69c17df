#include "importers/osm/rings.hpp"

#include <algorithm>
#include <cmath>

#include "importers/osm/flat.hpp"
#include "plan/surface.hpp"

namespace mallctl::importers::osm {

namespace {

// The place on the segment that is nearest to the point, seen in metres.
core::Point project(core::Point point, core::Point a, core::Point b, const Flat& flat) {
    const double dx = (b.x - a.x) * flat.x;
    const double dy = (b.y - a.y) * flat.y;
    const double square = dx * dx + dy * dy;
    if (square <= 0) return a;
    const double along = ((point.x - a.x) * flat.x * dx + (point.y - a.y) * flat.y * dy) / square;
    const double t = std::clamp(along, 0.0, 1.0);
    return {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
}

}  // namespace

RingIndex::Key RingIndex::key(core::Point point) {
    return {std::llround(point.x * 1e7), std::llround(point.y * 1e7)};
}

RingIndex::RingIndex(const plan::Plan& plan) : plan_(plan) {
    for (plan::UnitIndex i = 0; i < plan.units.size(); ++i) {
        const plan::Unit& unit = plan.units[i];
        for (const core::Polygon& polygon : unit.geometry) {
            for (const core::Ring& ring : polygon.rings) add(unit, i, ring);
        }
        if (const auto box = plan::box_of(unit.geometry)) boxes_[unit.level].emplace_back(*box, i);
    }
}

void RingIndex::add(const plan::Unit& unit, plan::UnitIndex index, const core::Ring& ring) {
    const bool closed = ring.size() > 1 && ring.front() == ring.back();
    const std::size_t count = closed ? ring.size() - 1 : ring.size();
    for (std::size_t i = 0; i < count; ++i) {
        Corner corner{index, {}, {}};
        if (i > 0) {
            corner.before = ring[i - 1];
        } else if (closed) {
            corner.before = ring[count - 1];
        }
        if (closed || i + 1 < count) corner.after = ring[i + 1];
        hits_[key(ring[i])].push_back({unit.level, corner});
    }
}

std::set<plan::LevelIndex> RingIndex::levels_at(core::Point point) const {
    std::set<plan::LevelIndex> levels;
    if (const auto it = hits_.find(key(point)); it != hits_.end()) {
        for (const Hit& hit : it->second) levels.insert(hit.level);
    }
    return levels;
}

std::vector<Corner> RingIndex::corners_at(plan::LevelIndex level, core::Point point) const {
    std::vector<Corner> corners;
    if (const auto it = hits_.find(key(point)); it != hits_.end()) {
        for (const Hit& hit : it->second) {
            if (hit.level == level) corners.push_back(hit.corner);
        }
    }
    return corners;
}

std::optional<OnEdge> RingIndex::nearest(plan::LevelIndex level, core::Point point, double reach_m) const {
    const auto boxes = boxes_.find(level);
    if (boxes == boxes_.end()) return std::nullopt;
    const Flat flat(point.y);
    std::optional<OnEdge> best;
    double least = reach_m;
    for (const auto& [box, unit] : boxes->second) {
        const double out = std::max({(box.min.x - point.x) * flat.x, (point.x - box.max.x) * flat.x,
                                     (box.min.y - point.y) * flat.y, (point.y - box.max.y) * flat.y});
        if (out > least) continue;
        for (const core::Polygon& polygon : plan_.units[unit].geometry) {
            for (const core::Ring& ring : polygon.rings) {
                for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
                    const core::Point at = project(point, ring[i], ring[i + 1], flat);
                    const double distance = flat.length(point, at);
                    if (distance > least || (best && distance == least)) continue;
                    least = distance;
                    best = OnEdge{unit, ring[i], ring[i + 1], at};
                }
            }
        }
    }
    return best;
}

int RingIndex::rings_with_edge(plan::LevelIndex level, core::Point a, core::Point b) const {
    const auto it = hits_.find(key(a));
    if (it == hits_.end()) return 0;
    const Key other = key(b);
    return static_cast<int>(std::count_if(it->second.begin(), it->second.end(), [&](const Hit& hit) {
        const auto leads = [&](const std::optional<core::Point>& to) { return to && key(*to) == other; };
        return hit.level == level && (leads(hit.corner.before) || leads(hit.corner.after));
    }));
}

}  // namespace mallctl::importers::osm
