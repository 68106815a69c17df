#include "server/endpoints/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>
#include <numeric>
#include <tuple>

#include "operations/public_rows.hpp"
#include "operations/validity.hpp"
#include "plan/lookup.hpp"
#include "server/bodies/ready_answer.hpp"
#include "server/endpoints/page.hpp"
#include "server/endpoints/parameters.hpp"
#include "server/endpoints/plan_features.hpp"

namespace mallctl::server {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* geojson = "application/geo+json";

const std::vector<std::string>& unit_fields() {
    static const std::vector<std::string> names{"unit",     "ref",         "level",         "name",
                                                "category", "restriction", "display_point", "stores"};
    return names;
}

// By level and number, as `mallctl get unit` lists them.
std::vector<plan::UnitIndex> sorted_units(const plan::Plan& plan) {
    std::vector<plan::UnitIndex> order(plan.units.size());
    std::iota(order.begin(), order.end(), plan::UnitIndex{0});
    std::sort(order.begin(), order.end(), [&](auto a, auto b) {
        const auto& first = plan.units[a];
        const auto& second = plan.units[b];
        return std::tie(plan.levels[first.level].ordinal, first.level, first.ref, first.id) <
               std::tie(plan.levels[second.level].ordinal, second.level, second.ref, second.id);
    });
    return order;
}

// "class" and the unit's key are always told.
void keep_fields(Json& feature, const std::vector<std::string>& asked) {
    if (asked.empty()) return;
    Json kept = Json::object();
    for (const auto& [name, value] : feature["properties"].items()) {
        const bool is_asked = std::find(asked.begin(), asked.end(), name) != asked.end();
        if (is_asked || name == "class" || name == "unit") kept[name] = value;
    }
    feature["properties"] = std::move(kept);
}

std::size_t begin_of(const std::vector<plan::UnitIndex>& order, const plan::Plan& plan,
                     std::string_view after) {
    if (after.empty()) return 0;
    const auto found = plan::find_units(plan, after);
    if (found.size() != 1) throw page::bad_cursor(after);
    return static_cast<std::size_t>(std::find(order.begin(), order.end(), found.front()) - order.begin()) + 1;
}

http::ProblemError unknown(std::string_view type, const char* what, std::string_view key,
                           const operations::Snapshot& snapshot) {
    return http::ProblemError({404, type, fmt::format("There is no such {}", what),
                               fmt::format("mall '{}' has no {} '{}'", snapshot.mall.slug, what, key),
                               fmt::format("/api/v1/malls/{}/{}s lists them", snapshot.mall.slug, what), 0});
}

}  // namespace

namespace {

// What is asked of the list of units.
Json units_json(const operations::Snapshot& snapshot, const Call& call, const std::string& path,
                core::Instant at) {
    const plan::Plan& plan = snapshot.plan;
    const std::vector<std::string> fields = call.list("fields");
    page::check_fields(fields, unit_fields());
    const auto levels = page::levels(call, plan);
    const std::string_view category = call.parameter("category");
    const auto order = sorted_units(plan);
    const std::size_t begin = begin_of(order, plan, call.parameter("after"));
    const std::size_t limit = call.count("limit", page::usual_limit);
    const PlanFeatures features(snapshot, at);
    Json list = Json::array();
    std::size_t total = 0;
    plan::UnitIndex last = 0;
    bool is_more = false;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const plan::Unit& unit = plan.units[order[i]];
        if (!operations::is_of_category(unit.category, category)) continue;
        if (!levels.empty() && std::find(levels.begin(), levels.end(), unit.level) == levels.end()) continue;
        ++total;
        if (i < begin) continue;
        is_more = list.size() == limit;
        if (is_more) continue;
        list.push_back(features.unit(order[i]));
        keep_fields(list.back(), fields);
        last = order[i];
    }
    const std::string key = is_more ? core::to_string(plan.units[last].id) : "";
    const Json next =
        is_more ? Json(page::next_link(path, call.target.query.parameters, key)) : Json(nullptr);
    return {{"type", "FeatureCollection"}, {"features", std::move(list)}, {"total", total}, {"next", next}};
}

// Kept are the first pages of the mall and of each level.
bodies::BodyKey key_of_units(const Call& call) {
    return {"units", call.parameter("level")};
}

bodies::BodyKey key_of_floor(const Call& call) {
    return {"floor", call.path_value("level")};
}

}  // namespace

http::Response ListUnits::operator()(const Call& call) const {
    const std::string_view mall = call.path_value("mall");
    if (!page::is_plain(call, "level"))
        return page::answer(units_json(*store.require(mall), call, call.target.path, call.time("at")),
                            geojson);
    const auto make = [&](const operations::Snapshot& snapshot, core::Instant now) {
        return page::made(units_json(snapshot, call, fmt::format("/api/v1/malls/{}/units", mall), now),
                          operations::places_hold_until(snapshot, now), geojson);
    };
    return bodies::ready_answer(store, mall, key_of_units(call), std::cref(make));
}

http::Response GetUnit::operator()(const Call& call) const {
    const SnapshotPointer snapshot = store.require(call.path_value("mall"));
    const std::string_view key = call.path_value("unit");
    const auto found = plan::find_units(snapshot->plan, key);
    if (found.empty()) throw unknown("unknown-unit", "unit", key, *snapshot);
    if (found.size() > 1) {
        throw http::ProblemError(
            {400, "bad-place", "The place is ambiguous or malformed",
             fmt::format("'{}' may be several units", key),
             fmt::format("name its level: {}@{}", key,
                         plan::level_label(snapshot->plan, snapshot->plan.units[found.front()].level)),
             0});
    }
    return page::answer(PlanFeatures(*snapshot, call.time("at")).unit(found.front()), geojson);
}

namespace {

Json floor_json(const operations::Snapshot& snapshot, std::string_view key, core::Instant at) {
    const plan::Plan& plan = snapshot.plan;
    auto found = plan::find_levels(plan, key);
    for (plan::LevelIndex i = 0; i < plan.levels.size() && found.empty(); ++i) {
        if (core::to_string(plan.levels[i].id) == key) found.push_back(i);
    }
    if (found.size() != 1) throw unknown("unknown-level", "level", key, snapshot);
    const PlanFeatures features(snapshot, at);
    return {{"type", "FeatureCollection"}, {"features", features.floor(found.front())}};
}

}  // namespace

http::Response LevelFeatures::operator()(const Call& call) const {
    const std::string_view mall = call.path_value("mall");
    const std::string_view key = call.path_value("level");
    if (!page::is_plain(call))
        return page::answer(floor_json(*store.require(mall), key, call.time("at")), geojson);
    const auto make = [&](const operations::Snapshot& snapshot, core::Instant now) {
        return page::made(floor_json(snapshot, key, now), operations::places_hold_until(snapshot, now),
                          geojson);
    };
    return bodies::ready_answer(store, mall, key_of_floor(call), std::cref(make));
}

std::vector<Route> plan_routes(const SnapshotStore& store) {
    return {
        {.method = "GET",
         .pattern = "/api/v1/malls/{mall}/units",
         .operation = "listUnits",
         .tag = "Plan",
         .summary = "The units as GeoJSON: shops, walkways, stairs, rooms",
         .blocks = true,
         .is_at_hand =
             [&store](const Call& call) {
                 return page::is_plain(call, "level") &&
                        bodies::is_ready(store, call.path_value("mall"), key_of_units(call));
             },
         .parameters = {page::level, parameter::category, page::limit, page::after, page::fields,
                        parameter::at},
         .outcomes = {{.doc = "One page, in the order of floors",
                       .schema = "UnitCollection",
                       .content_type = geojson}},
         .handler = ListUnits{store}},
        {.method = "GET",
         .pattern = "/api/v1/malls/{mall}/units/{unit}",
         .operation = "getUnit",
         .tag = "Plan",
         .summary = "A unit as GeoJSON",
         .parameters = {{.name = "unit", .doc = "REF@LEVEL, a REF that is there once, or its UUID"},
                        parameter::at},
         .outcomes = {{.doc = "The unit", .schema = "UnitFeature", .content_type = geojson}},
         .handler = GetUnit{store}},
        {.method = "GET",
         .pattern = "/api/v1/malls/{mall}/levels/{level}/features",
         .operation = "getLevelFeatures",
         .tag = "Plan",
         .summary = "All that is drawn of a floor, as GeoJSON",
         .blocks = true,
         .is_at_hand =
             [&store](const Call& call) {
                 return page::is_plain(call) &&
                        bodies::is_ready(store, call.path_value("mall"), key_of_floor(call));
             },
         .parameters = {{.name = "level", .doc = "Its label, short name, ordinal or UUID"}, parameter::at},
         .outcomes = {{.doc = "Its outline, units, openings, connectors, amenities, fixtures and kiosks",
                       .schema = "FeatureCollection",
                       .content_type = geojson}},
         .handler = LevelFeatures{store}}};
}

}  // namespace mallctl::server
