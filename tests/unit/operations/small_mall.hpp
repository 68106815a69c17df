// A mall small enough to reason about: two levels, three units, two stores, one location, no navigation
// graph.
#pragma once

#include <memory>

#include "operations/snapshot.hpp"

namespace mallctl::test {

inline core::MultiPolygon square(double west, double south, double size = 0.0001) {
    const double east = west + size;
    const double north = south + size;
    return {{{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}}}};
}

inline plan::Unit unit(std::string ref, plan::LevelIndex level, double west, std::uint8_t id) {
    plan::Unit value;
    value.id.bytes[15] = id;
    value.source_id = "source-" + ref;
    value.ref = std::move(ref);
    value.level = level;
    value.category = "retail";
    value.geometry = square(west, 50);
    return value;
}

// `holidays`: as of the mall.
inline std::shared_ptr<const operations::Snapshot> small_mall(
    const std::vector<std::string>& holidays = {}, const std::string& hours = "Mo-Sa 10:00-20:00") {
    catalog::Mall mall;
    mall.slug = "small";
    mall.name = {{"en", "Small"}};
    mall.time_zone = "Europe/Berlin";
    mall.currency = "EUR";
    mall.locales = {"en"};
    mall.hours = hours;
    mall.holidays = holidays;
    plan::Plan plan;
    plan.levels.resize(2);
    plan.levels[0].short_name = "G";
    plan.levels[1].short_name = "1";
    plan.levels[1].ordinal = 1;
    plan.units = {unit("A1", 0, 8, 1), unit("A2", 0, 8.001, 2), unit("A1", 1, 8, 3)};
    catalog::Catalog rows;
    rows.locations.push_back(
        {{}, "door", {{"en", "Front door"}}, "entrance", "G", {8.0, 50.0}, std::nullopt});
    rows.tenants.push_back({{}, "baker", {{"en", "Baker"}}, "", "", ""});
    catalog::Store bakery;
    bakery.slug = "bakery";
    bakery.name = {{"en", "Bakery"}};
    bakery.tenant = "baker";
    bakery.category = "food.bakery";
    bakery.units = {"A2@G"};
    catalog::Store florist;
    florist.slug = "florist";
    florist.category = "flowers";
    florist.units = {"A1@1"};
    florist.hours = "24/7";
    rows.stores = {bakery, florist};
    rows.leases.push_back(
        {{}, "lease-1", "baker", "bakery", {"A1@G"}, "2026-01-01", "2026-07-01", "", std::nullopt, {}});
    return operations::make_snapshot(mall, rows, plan, {}, false);
}

}  // namespace mallctl::test
