#include "operations/guide.hpp"

#include <algorithm>

#include "core/error.hpp"
#include "core/names.hpp"
#include "operations/guide_facts.hpp"
#include "operations/landmarks.hpp"
#include "plan/lookup.hpp"

namespace mallctl::operations {

namespace {

const plan::Unit* unit_of(const Snapshot& snapshot, const PlacePoint& point) {
    return point.unit ? snapshot.guide_facts->find(*point.unit) : nullptr;
}

nav::StageEnd stage_end(const Snapshot& snapshot, const ResolvedPlace& place,
                        const std::vector<std::string>& locales) {
    nav::StageEnd end;
    if (place.kind != "point") end.name = place_name(snapshot, place, locales);
    const PlacePoint& point = place.points.front();
    end.point = point.point;
    if (const plan::Unit* unit = unit_of(snapshot, point)) {
        end.unit = unit->id;
        end.point =
            snapshot.guide_facts->middle(static_cast<plan::UnitIndex>(unit - snapshot.plan.units.data()));
    }
    for (const auto& location : snapshot.catalog.locations) {
        if (place.reference == "location:" + location.slug) end.heading = location.heading;
    }
    return end;
}

}  // namespace

const nav::Language& guide_language(const Snapshot& snapshot, std::string_view tag) {
    if (!tag.empty()) {
        if (const nav::Language* language = nav::find_language(tag)) return *language;
        std::string known;
        for (const nav::Language* one : nav::languages())
            known += (known.empty() ? "" : ", ") + std::string(nav::tag_of(*one));
        throw core::Error(core::Fault::usage, "there are no instructions in \"" + std::string(tag) + "\"",
                          "languages: " + known);
    }
    for (const auto& locale : snapshot.mall.locales) {
        if (const nav::Language* language = nav::find_language(locale)) return *language;
    }
    return *nav::languages().front();
}

std::string place_name(const Snapshot& snapshot, const ResolvedPlace& place,
                       const std::vector<std::string>& locales) {
    const auto named = [&](const auto& rows) {
        for (const auto& row : rows) {
            if (place.reference == place.kind + ":" + row.slug) return core::pick_name(row.name, locales);
        }
        return std::string{};
    };
    std::string name;
    if (place.kind == "store") name = named(snapshot.catalog.stores);
    if (place.kind == "location") name = named(snapshot.catalog.locations);
    if (place.kind == "unit") {
        if (const plan::Unit* unit = unit_of(snapshot, place.points.front()))
            name = core::pick_name(unit->name, locales);
    }
    return name.empty() ? place.name : name;
}

std::vector<nav::Instruction> guide(const Snapshot& snapshot, std::span<const nav::Route> ways,
                                    std::span<const ResolvedPlace> stops, const nav::Language& language,
                                    core::Instant at) {
    std::vector<std::string> locales{std::string(nav::tag_of(language))};
    locales.insert(locales.end(), snapshot.mall.locales.begin(), snapshot.mall.locales.end());
    std::vector<nav::Stage> stages;
    for (std::size_t i = 0; i < ways.size(); ++i) {
        stages.push_back(
            {&ways[i], stage_end(snapshot, stops[i], locales), stage_end(snapshot, stops[i + 1], locales)});
    }
    auto steps = nav::instructions(stages, snapshot.nav->levels(), surroundings_of(snapshot, locales, at));
    nav::put_into_words(steps, snapshot.nav->levels(), language);
    return steps;
}

}  // namespace mallctl::operations
