#include "exporters/svg/mall_map.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/error.hpp"
#include "core/names.hpp"
#include "operations/guide.hpp"
#include "operations/place.hpp"
#include "operations/route.hpp"
#include "plan/lookup.hpp"

namespace mallctl::exporters {

namespace {

using core::Error;
using core::Fault;

void add_once(std::vector<plan::LevelIndex>& levels, plan::LevelIndex level) {
    if (std::find(levels.begin(), levels.end(), level) == levels.end()) levels.push_back(level);
}

std::string duration(double seconds) {
    const auto whole = std::llround(seconds);
    return whole < 60 ? fmt::format("{} s", whole) : fmt::format("{} min {:02} s", whole / 60, whole % 60);
}

plan::LevelIndex level_index(const plan::Plan& plan, const nav::LevelInfo& info) {
    const auto it = std::find_if(plan.levels.begin(), plan.levels.end(),
                                 [&](const plan::Level& level) { return level.id == info.id; });
    if (it == plan.levels.end()) {
        throw Error(Fault::failed, "the way crosses level " + info.label + ", which the plan no longer has",
                    "mallctl build nav");
    }
    return static_cast<plan::LevelIndex>(it - plan.levels.begin());
}

MapRoute::Step::Mark mark_of(nav::InstructionKind kind) {
    using Mark = MapRoute::Step::Mark;
    switch (kind) {
        case nav::InstructionKind::depart:
            return Mark::start;
        case nav::InstructionKind::connector:
            return Mark::ride;
        case nav::InstructionKind::stop:
            return Mark::stop;
        case nav::InstructionKind::arrive:
            return Mark::end;
        default:
            return Mark::turn;
    }
}

MapRoute draw_way(const operations::Snapshot& snapshot, const operations::RouteAnswer& answer,
                  const std::vector<std::string>& locales) {
    MapRoute way;
    for (const auto& leg : answer.route.legs) {
        const auto level = level_index(snapshot.plan, answer.levels.at(leg.level));
        if (leg.kind == nav::LegKind::walk) {
            way.parts.push_back({level, leg.coordinates, {}});
            continue;
        }
        // A way may begin at the lift itself.
        if (way.parts.empty() || way.parts.back().level != level)
            way.parts.push_back({level, {leg.coordinates.front()}, {}});
        way.parts.back().to_level = answer.levels.at(leg.to_level).label;
        way.parts.back().connector = leg.connector_category;
    }
    for (const auto& step : answer.instructions) {
        const auto level = level_index(snapshot.plan, answer.levels.at(step.level));
        way.steps.push_back({mark_of(step.kind), level, step.at, step.text});
    }
    way.right_to_left = nav::is_right_to_left(*nav::find_language(answer.language));
    way.caption = fmt::format("{} \xE2\x86\x92 {}: {:.0f} m, {}",
                              operations::place_name(snapshot, answer.from(), locales),
                              operations::place_name(snapshot, answer.to(), locales), answer.route.distance_m,
                              duration(answer.route.duration_s));
    return way;
}

void highlight(MapOptions& options, const operations::Snapshot& snapshot, const std::string& place,
               core::Instant at) {
    const auto resolved = operations::resolve_place(snapshot, place, at);
    for (const auto& point : resolved.points) {
        if (!point.unit) {
            throw Error(Fault::usage, resolved.reference + " is a point, which has nothing to highlight",
                        "name a store or a unit");
        }
        const auto units = plan::find_units(snapshot.plan, core::to_string(*point.unit));
        options.highlighted.insert(units.begin(), units.end());
    }
}

}  // namespace

std::vector<plan::LevelIndex> named_levels(const plan::Plan& plan, const std::vector<std::string>& names) {
    std::vector<plan::LevelIndex> levels;
    for (const auto& name : names) {
        if (name == "all") return {};
        const auto found = plan::find_levels(plan, name);
        if (found.empty()) {
            std::string known;
            for (plan::LevelIndex i = 0; i < plan.levels.size(); ++i)
                known += (known.empty() ? "" : ", ") + plan::level_label(plan, i);
            throw Error(Fault::failed, "there is no level \"" + name + "\"", "the plan has: " + known);
        }
        for (const auto level : found) add_once(levels, level);
    }
    return levels;
}

std::map<plan::UnitIndex, MapStore> stores_by_unit(const operations::Snapshot& snapshot,
                                                   const std::vector<std::string>& locales,
                                                   core::Instant at) {
    std::map<plan::UnitIndex, MapStore> result;
    for (std::size_t i = 0; i < snapshot.catalog.stores.size(); ++i) {
        const auto& store = snapshot.catalog.stores[i];
        const std::string picked = core::pick_name(store.name, locales);
        const std::string& name = picked.empty() ? store.slug : picked;
        for (const auto unit : operations::units_of_store(snapshot, i, at)) {
            const auto [it, added] = result.try_emplace(unit, MapStore{name, store.category});
            if (!added) it->second.name += " / " + name;
        }
    }
    return result;
}

void require_plan(const operations::Snapshot& snapshot) {
    if (!snapshot.plan.levels.empty()) return;
    throw Error(Fault::failed, "mall " + snapshot.mall.slug + " has no plan",
                "import one: mallctl import SRC --mall " + snapshot.mall.slug);
}

namespace {

// Title, note and stores, with the mall's locales after these.
MapOptions bare_map(const operations::Snapshot& snapshot, std::vector<std::string> locales,
                    core::Instant at) {
    require_plan(snapshot);
    MapOptions options;
    options.locales = std::move(locales);
    options.locales.insert(options.locales.end(), snapshot.mall.locales.begin(), snapshot.mall.locales.end());
    const std::string name = core::pick_name(snapshot.mall.name, options.locales);
    options.title = name.empty() ? snapshot.mall.slug : name;
    options.note = fmt::format("{} v{}", snapshot.mall.slug, snapshot.mall.version);
    options.stores = stores_by_unit(snapshot, options.locales, at);
    return options;
}

// The first of the locales that instructions can be told in; "": the mall's own.
std::string told_in(const std::vector<std::string>& locales) {
    const auto it = std::find_if(locales.begin(), locales.end(), nav::find_language);
    return it == locales.end() ? std::string() : *it;
}

}  // namespace

MapOptions map_of_route(const operations::Snapshot& snapshot, const operations::RouteAnswer& answer,
                        core::Instant at) {
    MapOptions options = bare_map(snapshot, {answer.language}, at);
    options.route = draw_way(snapshot, answer, options.locales);
    for (const auto& part : options.route->parts) add_once(options.levels, part.level);
    return options;
}

MapOptions map_of_mall(const operations::Snapshot& snapshot, const MallMapRequest& request) {
    MapOptions options = bare_map(snapshot, request.locales, request.at);
    for (const auto& place : request.highlights) highlight(options, snapshot, place, request.at);
    if (!request.route_from.empty()) {
        options.route = draw_way(snapshot,
                                 operations::route(snapshot, {.stops = {request.route_from, request.route_to},
                                                              .profile = request.profile,
                                                              .language = told_in(request.locales),
                                                              .at = request.at}),
                                 options.locales);
    }
    if (!request.levels.empty()) {
        options.levels = named_levels(snapshot.plan, request.levels);
    } else if (options.route) {
        for (const auto& part : options.route->parts) add_once(options.levels, part.level);
    } else {
        for (const auto unit : options.highlighted) add_once(options.levels, snapshot.plan.units[unit].level);
    }
    return options;
}

}  // namespace mallctl::exporters
