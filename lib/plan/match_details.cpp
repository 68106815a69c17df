#include "plan/match_details.hpp"

#include <string>
#include <type_traits>

#include "plan/match_overlap.hpp"
#include "plan/surface.hpp"

namespace mallctl::plan {

namespace {

using core::Box;
using Levels = std::vector<std::optional<LevelIndex>>;

template <typename F>
std::string_view category_of(const F& feature) {
    if constexpr (std::is_same_v<F, Wall> || std::is_same_v<F, Kiosk>) {
        return {};
    } else {
        return feature.category;
    }
}

// The level of each feature as the old plan counts it. A footprint lies on no level: on the first, to have
// one.
template <typename F>
Levels levels_of(const std::vector<F>& features, const Pairing* to_old) {
    Levels levels;
    levels.reserve(features.size());
    for (const F& feature : features) {
        if constexpr (std::is_same_v<F, Footprint>) {
            levels.emplace_back(0);
        } else {
            levels.push_back(to_old ? to_old->old_of(feature.level) : feature.level);
        }
    }
    return levels;
}

void grow(std::optional<Box>& box, const LineString& line) {
    for (const Point& point : line) {
        if (!box) box = Box{point, point};
        box->min = {std::min(box->min.x, point.x), std::min(box->min.y, point.y)};
        box->max = {std::max(box->max.x, point.x), std::max(box->max.y, point.y)};
    }
}

std::optional<Box> box_around(const Opening& opening) {
    std::optional<Box> box;
    grow(box, opening.geometry);
    return box;
}

std::optional<Box> box_around(const Wall& wall) {
    std::optional<Box> box;
    for (const LineString& line : wall.lines) grow(box, line);
    return box;
}

std::optional<Box> box_around(const Amenity& amenity) {
    return Box{amenity.point, amenity.point};
}

// A source id alone moves a feature anywhere within its category and level; elsewhere it is another thing's.
template <typename F>
void link_by_ids(Pairing& pairs, const std::vector<F>& fresh, const Levels& fresh_levels,
                 const std::vector<F>& old, const Levels& old_levels, bool same_format) {
    link_by_id(pairs, fresh, old);
    link_by_source_id(pairs, fresh, old, [&](std::size_t i, std::size_t j) {
        return same_format && fresh_levels[i] == old_levels[j] &&
               category_of(fresh[i]) == category_of(old[j]);
    });
}

template <typename F>
Pairing match_areas(const std::vector<F>& fresh, const std::vector<F>& old, const Pairing* level_pairs,
                    std::size_t level_count, bool same_format) {
    Pairing pairs(fresh.size(), old.size());
    const Levels fresh_levels = levels_of(fresh, level_pairs);
    const Levels old_levels = levels_of(old, nullptr);
    link_by_ids(pairs, fresh, fresh_levels, old, old_levels, same_format);
    if (!pairs.open()) return pairs;
    const auto areas = [](const std::vector<F>& features, const Levels& levels) {
        std::vector<Area> result;
        for (std::size_t i = 0; i < features.size(); ++i) {
            result.push_back({levels[i], category_of(features[i]), &features[i].name});
        }
        return result;
    };
    const auto shapes = [](const std::vector<F>& features) {
        std::vector<Shape> result;
        for (const F& feature : features) result.emplace_back(feature.geometry);
        return result;
    };
    link_by_overlap(pairs, areas(fresh, fresh_levels), shapes(fresh), areas(old, old_levels), shapes(old),
                    level_count, true);
    return pairs;
}

template <typename F>
Pairing match_spots(const std::vector<F>& fresh, const std::vector<F>& old, const Pairing& level_pairs,
                    bool same_format) {
    Pairing pairs(fresh.size(), old.size());
    const Levels fresh_levels = levels_of(fresh, &level_pairs);
    const Levels old_levels = levels_of(old, nullptr);
    link_by_ids(pairs, fresh, fresh_levels, old, old_levels, same_format);
    if (!pairs.open()) return pairs;
    const auto spots = [](const std::vector<F>& features, const Levels& levels) {
        std::vector<Spot> result;
        for (std::size_t i = 0; i < features.size(); ++i) {
            const auto box = box_around(features[i]);
            result.push_back({levels[i], category_of(features[i]), &features[i].name, box.value_or(Box{})});
        }
        return result;
    };
    link_by_nearness(pairs, spots(fresh, fresh_levels), spots(old, old_levels), level_pairs.old_count());
    return pairs;
}

bool same_format(const Plan& fresh, const Plan& old) {
    return fresh.format == old.format;
}

}  // namespace

Pairing match_footprints(const Plan& fresh, const Plan& old) {
    return match_areas(fresh.footprints, old.footprints, nullptr, 1, same_format(fresh, old));
}

Pairing match_fixtures(const Plan& fresh, const Plan& old, const StructurePairs& structure) {
    return match_areas(fresh.fixtures, old.fixtures, &structure.levels, old.levels.size(),
                       same_format(fresh, old));
}

Pairing match_sections(const Plan& fresh, const Plan& old, const StructurePairs& structure) {
    return match_areas(fresh.sections, old.sections, &structure.levels, old.levels.size(),
                       same_format(fresh, old));
}

Pairing match_kiosks(const Plan& fresh, const Plan& old, const StructurePairs& structure) {
    return match_areas(fresh.kiosks, old.kiosks, &structure.levels, old.levels.size(),
                       same_format(fresh, old));
}

Pairing match_openings(const Plan& fresh, const Plan& old, const StructurePairs& structure) {
    return match_spots(fresh.openings, old.openings, structure.levels, same_format(fresh, old));
}

Pairing match_amenities(const Plan& fresh, const Plan& old, const StructurePairs& structure) {
    return match_spots(fresh.amenities, old.amenities, structure.levels, same_format(fresh, old));
}

Pairing match_walls(const Plan& fresh, const Plan& old, const StructurePairs& structure) {
    return match_spots(fresh.walls, old.walls, structure.levels, same_format(fresh, old));
}

}  // namespace mallctl::plan
