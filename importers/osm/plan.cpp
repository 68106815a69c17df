#include <fmt/format.h>

#include <set>
#include <utility>

#include "core/error.hpp"
#include "importers/osm/draft.hpp"
#include "importers/osm/osm.hpp"

namespace mallctl::importers::osm {

namespace {

constexpr std::size_t max_units = 200'000;

// False when the element has a level that cannot be read.
bool read_levels(Item& item, Draft& draft) {
    const Element& element = *item.element;
    std::set<double> levels;
    for (const char* key : {"level", "repeat_on"}) {
        const std::string_view text = element.tag(key);
        if (text.empty()) continue;
        const auto some = parse_levels(text);
        if (!some) {
            draft.report(element, "P081", core::Severity::warning,
                         fmt::format("is left out: {} \"{}\" is no list of levels", key, text.substr(0, 40)),
                         "write numbers from -200 to 200, as in 0;1 or -1-3");
            return false;
        }
        levels.insert(some->begin(), some->end());
    }
    item.says_level = !levels.empty();
    if (levels.empty()) levels.insert(0);
    item.levels.assign(levels.begin(), levels.end());
    return true;
}

void report_unread(const Element& element, Draft& draft) {
    const char* drawn = element.shape == Shape::point  ? "point"
                        : element.shape == Shape::line ? "line"
                                                       : "area";
    draft.report(element, "P080", core::Severity::note,
                 fmt::format("is indoors and not read: a {} with indoor={}", drawn, element.tag("indoor")),
                 "rooms are closed ways or multipolygons with indoor=room, area or corridor");
}

std::vector<Item> sort_out(const std::vector<Element>& elements, Draft& draft) {
    std::vector<Item> items;
    for (const Element& element : elements) {
        Item item{&element, role_of(element), false, {}};
        if (item.role == Role::outdoors) {
            // Its name may be that of the mall.
            if (!element.has("name")) continue;
        } else if (item.role == Role::unread) {
            report_unread(element, draft);
            continue;
        } else if (item.role != Role::building && !read_levels(item, draft)) {
            continue;
        }
        items.push_back(std::move(item));
    }
    return items;
}

std::set<double> levels_of_rooms(const std::vector<Item>& items, std::string_view label) {
    std::set<double> levels;
    std::size_t units = 0;
    for (const Item& item : items) {
        if (item.role != Role::room && item.role != Role::outline) continue;
        levels.insert(item.levels.begin(), item.levels.end());
        units += item.levels.size();
    }
    if (units > max_units) {
        throw core::Error(core::Fault::rejected,
                          fmt::format("{} holds more than {} rooms, counted on each level", label, max_units),
                          "cut out the mall: osmium extract, or a smaller area of the download");
    }
    return levels;
}

void note_missing_levels(const std::vector<Item>& items, Draft& draft) {
    for (const Item& item : items) {
        if (item.role != Role::room || item.says_level) continue;
        draft.report(*item.element, "P017", core::Severity::warning,
                     "does not say its level and is taken to be on level 0", "tag it: level=0");
    }
}

}  // namespace

ImportResult make_plan(const std::vector<Element>& elements, std::string_view label) {
    ImportResult result;
    result.plan.format = "osm";
    Draft draft{result, {}, {}};
    const std::vector<Item> items = sort_out(elements, draft);
    draft.levels = LevelTable(levels_of_rooms(items, label), result.plan);
    if (result.plan.levels.empty()) {
        throw core::Error(core::Fault::rejected, fmt::format("{} holds no indoor rooms", label),
                          "the plan is what is tagged indoor=room, area or corridor with a level",
                          result.findings);
    }
    note_missing_levels(items, draft);
    add_rooms(items, draft);
    add_outlines_and_walls(items, draft);
    add_doors(items, draft);
    add_connectors(items, draft);
    add_places(items, draft);
    add_buildings(items, draft);
    name_levels(items, draft);
    return result;
}

}  // namespace mallctl::importers::osm
