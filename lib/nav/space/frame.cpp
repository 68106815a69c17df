#include "nav/space/frame.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/error.hpp"

namespace mallctl::nav {

namespace {

constexpr double steps_per_degree = 1000;

// Around all that people walk on. std::min and std::max pass over what is not a number in one place of their
// arguments only: such a point makes the whole box so.
core::Box box_of(const plan::Plan& plan) {
    constexpr double far = std::numeric_limits<double>::infinity();
    core::Box box{{far, far}, {-far, -far}};
    for (const plan::Unit& unit : plan.units) {
        for (const core::Polygon& polygon : unit.geometry) {
            for (const core::Ring& ring : polygon.rings) {
                for (const core::Point p : ring) {
                    if (!std::isfinite(p.x) || !std::isfinite(p.y)) return {{-far, -far}, {far, far}};
                    box.min = {std::min(box.min.x, p.x), std::min(box.min.y, p.y)};
                    box.max = {std::max(box.max.x, p.x), std::max(box.max.y, p.y)};
                }
            }
        }
    }
    if (box.min.x > box.max.x) return {};
    return box;
}

double rounded_middle(double low, double high) {
    return std::round((low + high) / 2 * steps_per_degree) / steps_per_degree + 0.0;  // never -0
}

}  // namespace

core::LocalFrame frame_of(const plan::Plan& plan) {
    constexpr double widest_degrees = 0.5;
    const core::Box box = box_of(plan);
    if (!(box.max.x - box.min.x <= widest_degrees && box.max.y - box.min.y <= widest_degrees)) {
        throw core::Error(core::Fault::rejected, "the plan's units lie more than half a degree apart",
                          "check the plan's georeference: a mall is a few hundred metres wide");
    }
    return core::LocalFrame({rounded_middle(box.min.x, box.max.x), rounded_middle(box.min.y, box.max.y)});
}

std::string text_of(const core::LocalFrame& frame) {
    return fmt::format("{:.3f},{:.3f}", frame.origin().x, frame.origin().y);
}

Mm grid_point(const core::LocalFrame& frame, core::Point geographic) {
    const core::Point local = frame.to_local(geographic);
    constexpr double farthest_m = static_cast<double>(farthest_mm) / 2000;
    if (!(std::abs(local.x) < farthest_m && std::abs(local.y) < farthest_m)) {
        throw core::Error(core::Fault::rejected,
                          fmt::format("a point of the plan lies far from its units or nowhere, at {}, {}",
                                      geographic.x, geographic.y),
                          "check the plan's georeference: longitude comes first");
    }
    return to_mm(local);
}

}  // namespace mallctl::nav
