#include "nav/closures.hpp"

#include <fmt/format.h>

#include <utility>

#include "core/error.hpp"
#include "nav/query/closed/closed_mall.hpp"
#include "nav/query/graph_impl.hpp"
#include "nav/space/geos.hpp"

namespace mallctl::nav {

namespace {

[[noreturn]] void reject(const Closure& closure, const std::string& why) {
    throw core::Error(core::Fault::rejected, fmt::format("closure {} {}", closure.label, why),
                      "correct the closure, or build the navigation graph again");
}

// Draws closures on the grid of a mall.
class Drawing {
  public:
    explicit Drawing(const MallView& mall) : mall_(mall) {}

    // What a body of that clearance keeps out of; nothing for a connector.
    Shape area(const Closure& closure, double clearance_mm) const {
        if (closure.connector) return {};
        if (closure.level >= mall_.info.levels.size())
            reject(closure, "is on a level that the navigation graph does not have");
        std::vector<Shape> parts;
        for (const core::Polygon& polygon : closure.area) {
            std::vector<std::vector<Mm>> rings;
            for (const core::Ring& ring : polygon.rings) rings.push_back(points(closure, ring));
            parts.push_back(geos_.widen(geos_.polygon(rings), clearance_mm));
        }
        const std::vector<Mm> line = points(closure, closure.line);
        parts.push_back(geos_.widen(geos_.line(line), clearance_mm, LineEnd::flat));
        return geos_.unite(parts);
    }

    ClosedArea outlines(const Shape& shape) const { return ClosedArea(geos_.rings(shape)); }
    Shape unite(const std::vector<Shape>& shapes) const { return geos_.unite(shapes); }

  private:
    std::vector<Mm> points(const Closure& closure, const std::vector<core::Point>& line) const {
        std::vector<Mm> made;
        for (const core::Point point : line) {
            const auto at = mall_.grid_point(point);
            if (!at) reject(closure, "has coordinates far from the mall");
            if (made.empty() || made.back() != *at) made.push_back(*at);
        }
        return made;
    }

    const MallView& mall_;
    Geos geos_;
};

Closures::Impl::Areas draw(const MallView& mall, const std::vector<Closure>& closed, double clearance_mm) {
    const Drawing drawing(mall);
    Closures::Impl::Areas areas;
    std::vector<std::vector<Shape>> by_level(mall.info.levels.size());
    for (const Closure& closure : closed) {
        const Shape shape = drawing.area(closure, clearance_mm);
        areas.of_closure.push_back(drawing.outlines(shape));
        if (!shape.is_empty()) by_level[closure.level].push_back(shape);
    }
    for (const std::vector<Shape>& shapes : by_level) {
        areas.of_level.push_back(shapes.empty() ? ClosedArea() : drawing.outlines(drawing.unite(shapes)));
    }
    return areas;
}

std::unique_ptr<const Closures::Impl> prepare(const MallView& mall, std::vector<Closure> closed) {
    std::array<Closures::Impl::Areas, bodies.size()> areas;
    for (const Body body : bodies) {
        const double clearance_mm = clearance_m(body) * 1000;
        std::size_t same = 0;  // bodies of one width keep out of the same areas
        while (clearance_m(bodies[same]) != clearance_m(body)) ++same;
        areas[index_of(body)] = same < index_of(body) ? areas[same] : draw(mall, closed, clearance_mm);
    }
    return std::make_unique<const Closures::Impl>(mall, std::move(closed), std::move(areas));
}

}  // namespace

Closures::Closures(const Graph& graph, std::vector<Closure> closed)
    : impl_(prepare(graph.impl().mall, std::move(closed))) {}
Closures::~Closures() = default;
Closures::Closures(Closures&&) noexcept = default;
Closures& Closures::operator=(Closures&&) noexcept = default;

const std::vector<Closure>& Closures::closed() const {
    return impl_->closed;
}

}  // namespace mallctl::nav
