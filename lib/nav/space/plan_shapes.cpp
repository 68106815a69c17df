#include "nav/space/plan_shapes.hpp"

#include "nav/space/frame.hpp"

namespace mallctl::nav {

std::vector<const LevelShape*> PlanShapes::of(Body body) const {
    std::vector<const LevelShape*> shapes;
    for (const auto& level : levels) shapes.push_back(&level.at(index_of(body)));
    return shapes;
}

PlanShapes shapes_of(const plan::Plan& plan, const BuildSettings& settings, core::Diagnostics& findings) {
    const Geos geos;
    PlanShapes shapes{frame_of(plan), {}};
    const ToMm to_mm = [&](core::Point p) { return grid_point(shapes.frame, p); };
    for (plan::LevelIndex i = 0; i < plan.levels.size(); ++i)
        shapes.levels.push_back(shape_level(geos, plan, i, settings, to_mm, findings));
    return shapes;
}

}  // namespace mallctl::nav
