#include "nav/space/shape_finder.hpp"

#include <algorithm>
#include <utility>

namespace mallctl::nav {

ShapeFinder::ShapeFinder(const Geos& geos, const std::vector<Shape>& shapes) {
    std::vector<plan::BoxTree::Item> items;
    items.reserve(shapes.size());
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        if (const auto box = geos.box(shapes[i])) items.push_back({*box, i});
    }
    tree_ = plan::BoxTree(std::move(items));
}

std::vector<std::size_t> ShapeFinder::near(const std::vector<Mm>& points) const {
    if (points.empty()) return {};
    Mm low = points.front();
    Mm high = low;
    for (const Mm p : points) {
        low = {std::min(low.x, p.x), std::min(low.y, p.y)};
        high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    }
    return within({{static_cast<double>(low.x), static_cast<double>(low.y)},
                   {static_cast<double>(high.x), static_cast<double>(high.y)}});
}

std::vector<std::size_t> ShapeFinder::near(const Geos& geos, const Shape& shape, double mm) const {
    const auto box = geos.box(shape);
    if (!box) return {};
    return within({{box->min.x - mm, box->min.y - mm}, {box->max.x + mm, box->max.y + mm}});
}

std::vector<std::size_t> ShapeFinder::within(const core::Box& box) const {
    std::vector<std::size_t> found;
    tree_.visit(box, [&](std::size_t i) {
        found.push_back(i);
        return true;
    });
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace mallctl::nav
