#include "plan/repair/drop.hpp"

#include <fmt/format.h>

#include <vector>

#include "plan/duplicates.hpp"
#include "plan/repair/removal.hpp"
#include "plan/surface.hpp"

namespace mallctl::plan {

namespace {

double boundary_m(const MultiPolygon& area, const Scale& scale) {
    double length = 0;
    for (const core::Polygon& polygon : area) {
        for (const core::Ring& ring : polygon.rings) {
            for (std::size_t i = 1; i < ring.size(); ++i) length += scale.distance_m(ring[i - 1], ring[i]);
        }
    }
    return length;
}

void tell_copy(const Subject& copy, const Subject& kept, core::Geometry geometry, RepairLog& log) {
    const std::string what = kept.feature.empty() ? fmt::format("another {}", kept.what)
                                                  : fmt::format("{} {}", kept.what, kept.feature);
    log.mended(copy, {RepairKind::duplicate}, fmt::format("is drawn like {}", what), std::move(geometry), {});
}

// Drops the copies of a class that nothing refers to.
template <typename FeatureType, typename GeometryOf>
void drop(std::vector<FeatureType>& features, const std::vector<Duplicate>& all, DrawnClass drawn_class,
          GeometryOf geometry_of, RepairLog& log) {
    std::vector<bool> gone;
    for (const Duplicate& duplicate : all) {
        if (duplicate.drawn_class != drawn_class) continue;
        gone.resize(features.size());
        gone[duplicate.copy] = true;
        const FeatureType& copy = features[duplicate.copy];
        tell_copy(subject_of(copy), subject_of(features[duplicate.kept]), geometry_of(copy), log);
    }
    if (!gone.empty()) remove_marked(features, gone);
}

}  // namespace

void drop_slivers(Plan& plan, double width_m, const Scale& scale, RepairLog& log) {
    UnitRemoval removal(plan.units.size());
    for (UnitIndex i = 0; i < plan.units.size(); ++i) {
        const MultiPolygon& area = plan.units[i].geometry;
        const double width = 2 * scale.square_metres(area_of(area)) / boundary_m(area, scale);
        if (!(width < width_m)) continue;
        removal.remove(i);
        log.mended(subject_of(plan.units[i]), {RepairKind::sliver}, fmt::format("is {:.3f} m wide", width),
                   area, {});
    }
    removal.apply(plan);
}

void drop_duplicates(Plan& plan, RepairLog& log) {
    const std::vector<Duplicate> all = find_duplicates(plan);
    UnitRemoval removal(plan.units.size());
    for (const Duplicate& duplicate : all) {
        if (duplicate.drawn_class != DrawnClass::unit) continue;
        const Unit& copy = plan.units[duplicate.copy];
        removal.replace(duplicate.copy, duplicate.kept);
        tell_copy(subject_of(copy), subject_of(plan.units[duplicate.kept]), copy.geometry, log);
    }
    removal.apply(plan);
    const auto area = [](const auto& feature) -> core::Geometry { return feature.geometry; };
    drop(
        plan.openings, all, DrawnClass::opening,
        [](const Opening& opening) -> core::Geometry { return core::MultiLineString{opening.geometry}; },
        log);
    drop(plan.fixtures, all, DrawnClass::fixture, area, log);
    drop(
        plan.walls, all, DrawnClass::wall, [](const Wall& wall) -> core::Geometry { return wall.lines; },
        log);
    drop(plan.sections, all, DrawnClass::section, area, log);
    drop(plan.kiosks, all, DrawnClass::kiosk, area, log);
}

}  // namespace mallctl::plan
