#include "operations/place.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/closest.hpp"
#include "core/error.hpp"
#include "core/names.hpp"
#include "plan/categories.hpp"
#include "plan/lookup.hpp"
#include "plan/surface.hpp"

namespace mallctl::operations {

namespace {

using core::Error;
using core::Fault;

constexpr const char* place_forms =
    "write location:SLUG, store:SLUG, unit:REF@LEVEL, id:UUID or geo:LAT,LON@LEVEL";

std::string shown(const Snapshot& snapshot, const core::Names& names, const std::string& otherwise) {
    const std::string name = core::pick_name(names, snapshot.mall.locales);
    return name.empty() ? otherwise : name;
}

template <typename Rows>
Error unknown(std::string_view kind, std::string_view slug, const Rows& rows) {
    std::vector<std::string> slugs;
    for (const auto& row : rows) slugs.push_back(row.slug);
    const auto near = core::closest(slug, slugs);
    return {Fault::failed, fmt::format("there is no {} \"{}\"", kind, slug),
            near ? fmt::format("did you mean {}:{}?", kind, *near)
                 : fmt::format("list them: mallctl get {}", kind)};
}

template <typename Rows>
std::optional<std::size_t> index_of(const Rows& rows, std::string_view slug) {
    const auto it =
        std::find_if(rows.begin(), rows.end(), [slug](const auto& row) { return row.slug == slug; });
    if (it == rows.end()) return std::nullopt;
    return static_cast<std::size_t>(it - rows.begin());
}

plan::LevelIndex one_level(const Snapshot& snapshot, std::string_view text, const std::string& whose) {
    const auto levels = plan::find_levels(snapshot.plan, text);
    if (levels.size() == 1) return levels.front();
    if (levels.empty()) {
        std::string known;
        for (plan::LevelIndex i = 0; i < snapshot.plan.levels.size(); ++i) {
            known += (known.empty() ? "" : ", ") + plan::level_label(snapshot.plan, i);
        }
        throw Error(Fault::failed, fmt::format("{}: there is no level \"{}\"", whose, text),
                    known.empty() ? "import a plan first: mallctl import" : "the levels are: " + known);
    }
    std::string candidates;
    for (const auto level : levels) {
        candidates += (candidates.empty() ? "" : ", ") + plan::level_label(snapshot.plan, level);
    }
    throw Error(Fault::usage, fmt::format("{}: level \"{}\" is ambiguous", whose, text),
                "one of: " + candidates);
}

ResolvedPlace location_place(const Snapshot& snapshot, const catalog::Location& location) {
    const std::string reference = "location:" + location.slug;
    const auto level = one_level(snapshot, location.level, reference);
    return {reference,
            "location",
            shown(snapshot, location.name, reference),
            {standing_at(snapshot, level, location.point)},
            location.heading};
}

ResolvedPlace store_place(const Snapshot& snapshot, std::size_t store, core::Instant at) {
    const auto& row = snapshot.catalog.stores[store];
    ResolvedPlace place{"store:" + row.slug, "store", shown(snapshot, row.name, row.slug), {}};
    for (const auto unit : units_of_store(snapshot, store, at)) {
        place.points.push_back(point_of_unit(snapshot, unit));
    }
    if (place.points.empty()) {
        throw Error(Fault::failed, fmt::format("{} has no unit on the plan", place.reference),
                    "give the store a unit or a lease that the plan holds: mallctl get unit");
    }
    return place;
}

ResolvedPlace unit_place(const Snapshot& snapshot, plan::UnitIndex unit) {
    const std::string reference = plan::unit_reference(snapshot.plan, unit);
    const auto& value = snapshot.plan.units[unit];
    return {(value.ref.empty() ? "id:" : "unit:") + reference,
            "unit",
            shown(snapshot, value.name, reference),
            {point_of_unit(snapshot, unit)}};
}

ResolvedPlace one_unit(const Snapshot& snapshot, std::string_view text) {
    const auto units = plan::find_units(snapshot.plan, text);
    if (units.size() == 1) return unit_place(snapshot, units.front());
    if (units.empty()) {
        throw Error(Fault::failed, fmt::format("there is no unit \"{}\"", text),
                    "list them: mallctl get unit");
    }
    std::string candidates;
    for (const auto unit : units)
        candidates += (candidates.empty() ? "" : ", ") + unit_place(snapshot, unit).reference;
    throw Error(Fault::usage, fmt::format("unit \"{}\" is ambiguous", text), "one of: " + candidates);
}

ResolvedPlace place_of_id(const Snapshot& snapshot, std::string_view text, core::Instant at) {
    const auto id = core::parse_uuid(text);
    if (!id) throw Error(Fault::usage, fmt::format("\"{}\" is not a UUID", text), place_forms);
    const std::string source_id(text);
    for (plan::UnitIndex i = 0; i < snapshot.plan.units.size(); ++i) {
        if (snapshot.plan.units[i].id == *id || snapshot.plan.units[i].source_id == source_id) {
            return unit_place(snapshot, i);
        }
    }
    for (const auto& amenity : snapshot.plan.amenities) {
        if (amenity.id == *id || amenity.source_id == source_id) {
            return {"id:" + core::to_string(amenity.id),
                    "amenity",
                    shown(snapshot, amenity.name, amenity.category),
                    {standing_at(snapshot, amenity.level, amenity.point)}};
        }
    }
    for (std::size_t i = 0; i < snapshot.catalog.stores.size(); ++i) {
        if (snapshot.catalog.stores[i].id == *id) return store_place(snapshot, i, at);
    }
    for (const auto& location : snapshot.catalog.locations) {
        if (location.id == *id) return location_place(snapshot, location);
    }
    throw Error(Fault::failed, fmt::format("there is no place with the id {}", text),
                "ids of units, amenities, stores and locations are looked up: mallctl get unit");
}

double number(std::string_view text, double limit, std::string_view whole) {
    double value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc{} || end != text.data() + text.size() || !(std::abs(value) <= limit)) {
        throw Error(Fault::usage,
                    fmt::format("\"{}\" in \"geo:{}\" is not a coordinate in degrees", text, whole),
                    "write geo:LAT,LON@LEVEL, like geo:60.0073,30.3813@1");
    }
    return value;
}

ResolvedPlace geo_place(const Snapshot& snapshot, std::string_view text) {
    const auto comma = text.find(',');
    const auto at = text.find('@');
    if (comma == std::string_view::npos || at == std::string_view::npos || comma > at) {
        throw Error(Fault::usage, fmt::format("\"geo:{}\" is not a place", text),
                    "write geo:LAT,LON@LEVEL, like geo:60.0073,30.3813@1");
    }
    const double latitude = number(text.substr(0, comma), 90, text);
    const double longitude = number(text.substr(comma + 1, at - comma - 1), 180, text);
    const std::string reference = fmt::format("geo:{}", text);
    const auto level = one_level(snapshot, text.substr(at + 1), reference);
    return {reference, "point", reference, {standing_at(snapshot, level, {longitude, latitude})}};
}

ResolvedPlace bare_place(const Snapshot& snapshot, std::string_view word, core::Instant at) {
    std::vector<std::string> candidates;
    auto location = index_of(snapshot.catalog.locations, word);
    const auto store = index_of(snapshot.catalog.stores, word);
    const auto units = plan::find_units(snapshot.plan, word);
    // What a location was called before gives way to all that is called so now.
    if (!location && !store && units.empty()) location = find_location(snapshot, word);
    if (location) candidates.push_back(fmt::format("location:{}", word));
    if (store) candidates.push_back(fmt::format("store:{}", word));
    for (const auto unit : units) candidates.push_back(unit_place(snapshot, unit).reference);
    if (candidates.size() > 1) {
        throw Error(Fault::usage, fmt::format("\"{}\" is ambiguous", word),
                    fmt::format("one of: {}", fmt::join(candidates, ", ")));
    }
    if (location) return location_place(snapshot, snapshot.catalog.locations[*location]);
    if (store) return store_place(snapshot, *store, at);
    if (!units.empty()) return unit_place(snapshot, units.front());
    std::vector<std::string> known;
    for (const auto& row : snapshot.catalog.locations) known.push_back("location:" + row.slug);
    for (const auto& row : snapshot.catalog.stores) known.push_back("store:" + row.slug);
    std::vector<std::string> bare;
    for (const auto& reference : known) bare.push_back(reference.substr(reference.find(':') + 1));
    const auto near = core::closest(word, bare);
    throw Error(Fault::failed, fmt::format("there is no location, store or unit \"{}\"", word),
                near ? fmt::format("did you mean {}?", *near) : place_forms);
}

}  // namespace

std::optional<std::size_t> find_location(const Snapshot& snapshot, std::string_view slug) {
    const auto& locations = snapshot.catalog.locations;
    if (const auto current = index_of(locations, slug)) return current;
    const auto former = snapshot.former_locations.find(slug);
    if (former == snapshot.former_locations.end()) return std::nullopt;
    const auto it = std::find_if(locations.begin(), locations.end(), [&](const catalog::Location& location) {
        return location.id == former->second;
    });
    if (it == locations.end()) return std::nullopt;
    return static_cast<std::size_t>(it - locations.begin());
}

PlacePoint point_of_unit(const Snapshot& snapshot, plan::UnitIndex unit) {
    const auto& value = snapshot.plan.units[unit];
    const auto place = snapshot.nav ? snapshot.nav->unit_place(value.id) : std::nullopt;
    return {value.level, place ? place->point : plan::representative_point(value), value.id};
}

PlacePoint standing_at(const Snapshot& snapshot, plan::LevelIndex level, core::Point point) {
    PlacePoint place{level, point, std::nullopt};
    if (snapshot.mall.store_routes != "door") return place;
    for (const auto& unit : snapshot.plan.units) {
        if (unit.level != level || !plan::is_shop(unit.category) || !plan::contains(unit.geometry, point))
            continue;
        place.unit = unit.id;
        break;
    }
    return place;
}

std::vector<nav::Place> nav_places(const Snapshot& snapshot, const std::vector<PlacePoint>& points) {
    std::vector<nav::Place> places;
    for (const auto& point : points) {
        const auto level = snapshot.nav->level_of(snapshot.plan.levels[point.level].id);
        if (level) places.push_back({*level, point.point, point.unit});
    }
    return places;
}

ResolvedPlace resolve_place(const Snapshot& snapshot, std::string_view text, core::Instant at) {
    const auto colon = text.find(':');
    if (text.empty()) throw Error(Fault::usage, "an empty place", place_forms);
    if (colon == std::string_view::npos) return bare_place(snapshot, text, at);
    const auto kind = text.substr(0, colon);
    const auto rest = text.substr(colon + 1);
    if (kind == "location") {
        if (const auto i = find_location(snapshot, rest)) {
            return location_place(snapshot, snapshot.catalog.locations[*i]);
        }
        throw unknown("location", rest, snapshot.catalog.locations);
    }
    if (kind == "store") {
        if (const auto i = index_of(snapshot.catalog.stores, rest)) return store_place(snapshot, *i, at);
        throw unknown("store", rest, snapshot.catalog.stores);
    }
    if (kind == "unit") return one_unit(snapshot, rest);
    if (kind == "id") return place_of_id(snapshot, rest, at);
    if (kind == "geo") return geo_place(snapshot, rest);
    throw Error(Fault::usage, fmt::format("\"{}\" is not a kind of place", kind), place_forms);
}

}  // namespace mallctl::operations
