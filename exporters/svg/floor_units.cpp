#include "exporters/svg/floor_units.hpp"

#include <algorithm>

#include "plan/surface.hpp"

namespace mallctl::exporters::floor_map {

namespace {

bool holds(const core::Box& outer, core::Point p) {
    return p.x >= outer.min.x && p.x <= outer.max.x && p.y >= outer.min.y && p.y <= outer.max.y;
}

}  // namespace

std::vector<FloorUnit> floor_units(const plan::Plan& plan, const MapOptions& options, plan::LevelIndex level,
                                   const PaperFrame& frame) {
    std::vector<FloorUnit> units;
    for (plan::UnitIndex i = 0; i < plan.units.size(); ++i) {
        if (plan.units[i].level != level) continue;
        FloorUnit unit;
        unit.index = i;
        unit.area = frame(plan.units[i].geometry);
        const auto box = plan::box_of(unit.area);
        if (!box) continue;
        unit.box = *box;
        unit.size_mm2 = plan::area_of(unit.area);
        const auto store = options.stores.find(i);
        unit.store = store == options.stores.end() ? nullptr : &store->second;
        unit.paint = &paint_of(plan.units[i].category, unit.store ? unit.store->category : "");
        unit.highlighted = options.highlighted.contains(i);
        units.push_back(std::move(unit));
    }
    std::stable_sort(units.begin(), units.end(),
                     [](const FloorUnit& a, const FloorUnit& b) { return a.size_mm2 > b.size_mm2; });
    return units;
}

std::vector<core::Ring> units_inside(const std::vector<FloorUnit>& units, std::size_t outer) {
    std::vector<core::Ring> rings;
    for (std::size_t i = outer + 1; i < units.size(); ++i) {
        const core::Box& box = units[i].box;
        if (!holds(units[outer].box, {(box.min.x + box.max.x) / 2, (box.min.y + box.max.y) / 2})) continue;
        if (!plan::surrounds(units[outer].area, plan::point_on_surface(units[i].area))) continue;
        for (const auto& polygon : units[i].area) {
            if (!polygon.rings.empty()) rings.push_back(polygon.rings.front());
        }
    }
    return rings;
}

std::vector<core::Ring> boxes_near(const std::vector<LabelBox>& boxes, const FloorUnit& unit) {
    const core::Box& box = unit.box;
    const LabelBox around{{(box.min.x + box.max.x) / 2, (box.min.y + box.max.y) / 2},
                          box.max.x - box.min.x,
                          box.max.y - box.min.y,
                          0};
    std::vector<core::Ring> rings;
    for (const LabelBox& one : boxes) {
        if (overlaps(around, one)) rings.push_back(one.corners());
    }
    return rings;
}

}  // namespace mallctl::exporters::floor_map
