#include "plan/check/survey.hpp"

#include <algorithm>
#include <cmath>

#include "core/local_frame.hpp"
#include "plan/surface.hpp"

namespace mallctl::plan {

namespace {

double length_of(const core::Ring& ring) {
    double sum = 0;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        sum += std::hypot(ring[i].x - ring[i - 1].x, ring[i].y - ring[i - 1].y);
    }
    return sum;
}

// Of one point: in a plan that means something they are one or two.
constexpr std::size_t most_owners = 64;

std::optional<Point> corner_of(const MultiPolygon& area) {
    if (area.empty() || area[0].rings.empty() || area[0].rings[0].empty()) return std::nullopt;
    return area[0].rings[0][0];
}

void widen(std::optional<core::Box>& box, const std::optional<core::Box>& other) {
    if (!other) return;
    if (!box) box = other;
    box->min = {std::min(box->min.x, other->min.x), std::min(box->min.y, other->min.y)};
    box->max = {std::max(box->max.x, other->max.x), std::max(box->max.y, other->max.y)};
}

// A frame for each level: one that lies in another country must not bend the others.
void place_levels(const Plan& plan, std::vector<SurveyedLevel>& levels) {
    std::vector<std::optional<Point>> origins(plan.levels.size());
    for (LevelIndex i = 0; i < plan.levels.size(); ++i) origins[i] = corner_of(plan.levels[i].outline);
    for (const Unit& unit : plan.units) {
        auto& origin = origins.at(unit.level);
        if (!origin) origin = corner_of(unit.geometry);
    }
    for (LevelIndex i = 0; i < plan.levels.size(); ++i) {
        SurveyedLevel& level = levels.emplace_back();
        level.label = level_label(plan, i);
        level.frame = FlatFrame(origins[i].value_or(Point{}));
    }
}

}  // namespace

core::Box grown(const core::Box& box, double by) {
    return {{box.min.x - by, box.min.y - by}, {box.max.x + by, box.max.y + by}};
}

FlatFrame::FlatFrame(Point origin) : origin_(origin) {
    constexpr double step = 1e-3;
    const core::LocalFrame exact(origin);
    east_ = exact.to_local({origin.x + step, origin.y}).x / step;
    north_ = exact.to_local({origin.x, origin.y + step}).y / step;
    // At a pole, where no mall is, east has no length.
    if (!(east_ > 1)) east_ = 1;
    if (!(north_ > 1)) north_ = 1;
}

LineString FlatFrame::to_metres(const LineString& line) const {
    LineString result;
    result.reserve(line.size());
    for (const Point point : line) result.push_back(to_metres(point));
    return result;
}

MultiPolygon FlatFrame::to_metres(const MultiPolygon& area) const {
    MultiPolygon result;
    for (const core::Polygon& polygon : area) {
        core::Polygon& converted = result.emplace_back();
        for (const core::Ring& ring : polygon.rings) converted.rings.push_back(to_metres(ring));
    }
    return result;
}

void TileIndex::add(const MultiPolygon& metres, std::size_t of) {
    for (Tile& tile : tiles_of(metres)) {
        tiles.push_back(std::move(tile));
        owner.push_back(of);
    }
}

void TileIndex::close() {
    std::vector<BoxTree::Item> items;
    items.reserve(tiles.size());
    for (std::size_t i = 0; i < tiles.size(); ++i) items.push_back({tiles[i].box, i});
    tree = BoxTree(std::move(items));
}

bool TileIndex::is_near(Point point, double within) const {
    bool found = false;
    tree.visit(grown({point, point}, within), [&](std::size_t i) {
        found = plan::is_near(tiles[i], point, within);
        return !found;
    });
    return found;
}

std::vector<std::size_t> TileIndex::owners_at(Point point) const {
    std::vector<std::size_t> owners;
    tree.visit({point, point}, [&](std::size_t i) {
        if (plan::is_near(tiles[i], point, 0)) owners.push_back(owner[i]);
        return owners.size() < most_owners;
    });
    std::sort(owners.begin(), owners.end());
    owners.erase(std::unique(owners.begin(), owners.end()), owners.end());
    return owners;
}

double TileIndex::covered(const Tile& tile) const {
    double sum = 0;
    tree.visit(tile.box, [&](std::size_t i) {
        sum += shared_area(tile, tiles[i]);
        return true;
    });
    return sum;
}

Survey::Survey(const Plan& surveyed)
    : plan(surveyed),
      units(surveyed.units.size()),
      duplicates(find_duplicates(surveyed)),
      is_copy(surveyed.units.size(), false) {
    for (const Duplicate& pair : duplicates) {
        if (pair.drawn_class == DrawnClass::unit) is_copy.at(pair.copy) = true;
    }
    place_levels(plan, levels);
    for (UnitIndex i = 0; i < plan.units.size(); ++i) {
        SurveyedLevel& level = levels.at(plan.units[i].level);
        const MultiPolygon metres = level.frame.to_metres(plan.units[i].geometry);
        SurveyedUnit& unit = units[i];
        unit.first_tile = level.units.tiles.size();
        level.units.add(metres, i);
        unit.tiles = level.units.tiles.size() - unit.first_tile;
        unit.area_m2 = area_of(metres);
        for (const core::Polygon& polygon : metres) {
            for (const core::Ring& ring : polygon.rings) unit.perimeter_m += length_of(ring);
        }
        level.members.push_back(i);
        widen(level.box, box_of(metres));
    }
    for (LevelIndex i = 0; i < plan.levels.size(); ++i) {
        SurveyedLevel& level = levels[i];
        const MultiPolygon outline = level.frame.to_metres(plan.levels[i].outline);
        level.outline.add(outline, 0);
        level.outline.close();
        level.units.close();
        level.outline_m2 = area_of(outline);
        if (const auto box = box_of(outline)) level.box = box;
    }
}

}  // namespace mallctl::plan
