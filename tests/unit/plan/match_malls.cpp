#include "tests/unit/plan/match_malls.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>
#include <set>

#include "plan/classes.hpp"
#include "plan/match_shape.hpp"

namespace mallctl::test::matching {

using namespace plan;

namespace {

constexpr core::Point corner{8.68, 49.41};

// The place in `order` of each index.
std::vector<std::size_t> inverse(const std::vector<std::size_t>& order) {
    std::vector<std::size_t> places(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) places[order[i]] = i;
    return places;
}

template <typename F>
std::vector<std::size_t> shuffle(std::vector<F>& features, std::mt19937& random) {
    std::vector<std::size_t> order(features.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::shuffle(order.begin(), order.end(), random);
    std::vector<F> result;
    for (const std::size_t i : order) result.push_back(features[i]);
    features = std::move(result);
    return inverse(order);
}

}  // namespace

core::Point at(double x, double y) {
    static const DegreeScale scale(corner.y);
    return {corner.x + x / scale.x, corner.y + y / scale.y};
}

core::MultiPolygon box(double x, double y, double width, double height) {
    return {{{{at(x, y), at(x + width, y), at(x + width, y + height), at(x, y + height), at(x, y)}}}};
}

Plan empty_mall(int levels) {
    Plan plan;
    plan.format = "geojson";
    plan.buildings.emplace_back().name = {{"", "Riverside"}};
    for (int ordinal = 0; ordinal < levels; ++ordinal) {
        Level& level = plan.levels.emplace_back();
        level.building = 0;
        level.ordinal = ordinal;
        level.short_name = ordinal == 0 ? "G" : std::to_string(ordinal);
    }
    return plan;
}

Unit& add_unit(Plan& plan, LevelIndex level, const std::string& ref, const core::MultiPolygon& geometry) {
    Unit& unit = plan.units.emplace_back();
    unit.level = level;
    unit.category = "retail";
    unit.ref = ref;
    unit.geometry = geometry;
    return unit;
}

Plan grid_mall(int levels, int columns, int rows) {
    Plan plan = empty_mall(levels);
    for (int level = 0; level < levels; ++level) {
        for (int i = 0; i < columns * rows; ++i) {
            const double x = 8.0 * (i % columns);
            const double y = 6.0 * (i / columns);
            const std::string ref = fmt::format("{}-{:03}", plan.levels[level].short_name, i);
            Unit& unit = add_unit(plan, static_cast<LevelIndex>(level), ref, box(x, y, 8, 6));
            unit.source_id = "unit/" + ref;
            Opening& door = plan.openings.emplace_back();
            door.level = static_cast<LevelIndex>(level);
            door.source_id = "door/" + ref;
            door.geometry = {at(x + 3, y), at(x + 4, y)};
        }
    }
    return plan;
}

Plan shuffled(const Plan& plan, std::mt19937& random) {
    Plan result = plan;
    const auto levels = shuffle(result.levels, random);
    const auto units = shuffle(result.units, random);
    shuffle(result.openings, random);
    shuffle(result.occupants, random);
    for (Unit& unit : result.units) unit.level = levels[unit.level];
    for (Opening& opening : result.openings) opening.level = levels[opening.level];
    for (Occupant& occupant : result.occupants) {
        if (occupant.unit) occupant.unit = units[*occupant.unit];
    }
    REQUIRE(result.connectors.empty());
    REQUIRE(result.amenities.empty());
    return result;
}

Plan imported(Plan plan) {
    match_ids(plan, nullptr, match_mall);
    return plan;
}

void jitter(Plan& plan, double metres, std::mt19937& random) {
    const DegreeScale scale(corner.y);
    std::uniform_real_distribution<double> offset(-metres, metres);
    const auto move = [&](core::Point& point) {
        point.x += offset(random) / scale.x;
        point.y += offset(random) / scale.y;
    };
    for (Unit& unit : plan.units) {
        for (core::Polygon& polygon : unit.geometry) {
            for (core::Ring& ring : polygon.rings) {
                std::for_each(ring.begin(), ring.end() - 1, move);
                ring.back() = ring.front();
            }
        }
    }
    for (Opening& opening : plan.openings)
        std::for_each(opening.geometry.begin(), opening.geometry.end(), move);
}

Plan raw(Plan plan) {
    for_each_class(plan, [](const char*, auto& features) {
        for (auto& feature : features) feature.id = {};
    });
    return plan;
}

Plan from_elsewhere(Plan plan) {
    for_each_class(plan, [](const char*, auto& features) {
        for (auto& feature : features) feature.source_id.clear();
    });
    return raw(std::move(plan));
}

core::Uuid id_of(const Plan& plan, const std::string& ref) {
    std::optional<core::Uuid> id;
    for (const Unit& unit : plan.units) {
        if (unit.ref != ref) continue;
        REQUIRE_FALSE(id);
        id = unit.id;
    }
    REQUIRE(id);
    return *id;
}

const UnitChange& change_of(const Matching& matching, const std::string& reference) {
    const auto found = std::find_if(matching.units.begin(), matching.units.end(), [&](const UnitChange& it) {
        return it.reference == reference || it.reference_before == reference;
    });
    REQUIRE(found != matching.units.end());
    return *found;
}

bool ids_are_unique(const Plan& plan) {
    std::set<core::Uuid> seen;
    bool unique = true;
    for_each_class(plan, [&](const char*, const auto& features) {
        for (const auto& feature : features) {
            unique = unique && !feature.id.is_nil() && seen.insert(feature.id).second;
        }
    });
    return unique;
}

}  // namespace mallctl::test::matching
