#include "operations/walk_in.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/names.hpp"
#include "operations/json_parts.hpp"
#include "operations/near.hpp"
#include "operations/near_json.hpp"

namespace mallctl::operations {

namespace {

constexpr std::size_t nearest_shown = 10;

std::string api_path(const Snapshot& snapshot) {
    return "/api/v1/malls/" + snapshot.mall.slug;
}

// Slugs and "id:UUID" need no escaping in a query (RFC 3986 section 3.4 allows ':').
std::string route_link(const Snapshot& snapshot, const std::string& from, const NearHit& hit) {
    const std::string to = hit.slug.empty() ? "id:" + core::to_string(hit.id) : "store:" + hit.slug;
    return fmt::format("{}/route?from={}&to={}", api_path(snapshot), from, to);
}

// Makes `valid_until` earlier where the answer asks for that.
Json nearest(const Snapshot& snapshot, const std::string& from, const std::string& kind, core::Instant at,
             core::Instant& valid_until) {
    NearRequest request;
    request.from = from;
    request.kind = kind;
    request.limit = nearest_shown;
    request.at = at;
    request.straight_line = !snapshot.nav;
    Json list = Json::array();
    const NearAnswer answer = near(snapshot, request);
    valid_until = std::min(valid_until, holds_until(snapshot, answer, at));
    for (const auto& hit : answer.hits) {
        Json json = to_object(hit);
        json["names"] = hit.names;
        json["route"] = route_link(snapshot, from, hit);
        list.push_back(std::move(json));
    }
    return list;
}

Json level_json(const Snapshot& snapshot, plan::LevelIndex index) {
    const auto& level = snapshot.plan.levels[index];
    const std::string label = plan::level_label(snapshot.plan, index);
    const std::string name = core::pick_name(level.name, snapshot.mall.locales);
    return {{"id", core::to_string(level.id)},
            {"label", label},
            {"short_name", level.short_name},
            {"ordinal", level.ordinal},
            {"name", name.empty() ? label : name},
            {"names", level.name},
            {"outline", multi_polygon_json(level.outline)}};
}

}  // namespace

HeldText walk_in(const Snapshot& snapshot, std::string_view location_slug, core::Instant at) {
    const ResolvedPlace place = resolve_place(snapshot, fmt::format("location:{}", location_slug), at);
    const auto& location = snapshot.catalog.locations[*find_location(snapshot, location_slug)];
    const auto& mall = snapshot.mall;
    core::Instant valid_until = at + longest_validity;
    Json stores = nearest(snapshot, place.reference, "store", at, valid_until);
    Json amenities = nearest(snapshot, place.reference, "amenity", at, valid_until);
    const Json page{{"mall",
                     {{"slug", mall.slug},
                      {"name", core::pick_name(mall.name, mall.locales)},
                      {"names", mall.name},
                      {"time_zone", mall.time_zone},
                      {"currency", mall.currency},
                      {"version", mall.version}}},
                    {"location",
                     {{"slug", location.slug},
                      {"name", place.name},
                      {"names", location.name},
                      {"kind", location.kind},
                      {"point", point_json(location.point)},
                      {"heading", location.heading ? Json(*location.heading) : Json(nullptr)}}},
                    {"level", level_json(snapshot, place.points.front().level)},
                    {"distance", snapshot.nav ? "walking" : "straight_line"},
                    {"stores", std::move(stores)},
                    {"amenities", std::move(amenities)},
                    {"deep_link", fmt::format("{}/walk-in?location={}", api_path(snapshot), location.slug)}};
    return {page.dump(), valid_until};
}

std::string walk_in_json(const Snapshot& snapshot, std::string_view location_slug, core::Instant at) {
    return walk_in(snapshot, location_slug, at).text;
}

}  // namespace mallctl::operations
