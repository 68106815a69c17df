#include "exporters/imdf/venue.hpp"

#include <fstream>
#include <nlohmann/json.hpp>

#include "plan/hull.hpp"
#include "plan/surface.hpp"

namespace mallctl::exporters::imdf {

namespace {

core::Uuid address_id(const PlanExport& source) {
    return core::uuid_v5(source.mall.id, "imdf address");
}

core::Names name_of(const PlanExport& source) {
    if (!source.mall.name.empty()) return source.mall.name;
    if (!source.plan.name.empty()) return source.plan.name;
    return {{"", source.mall.slug}};
}

core::MultiPolygon hull_of(const plan::Plan& plan) {
    std::vector<core::Point> points;
    for (const auto& footprint : plan.footprints) plan::append_vertices(points, footprint.geometry);
    for (const auto& level : plan.levels) plan::append_vertices(points, level.outline);
    for (const auto& unit : plan.units) plan::append_vertices(points, unit.geometry);
    return plan::convex_hull(std::move(points));
}

}  // namespace

std::string country_of_zone(const std::string& zone) {
    std::ifstream table("/usr/share/zoneinfo/zone.tab");
    for (std::string line; std::getline(table, line);) {
        const std::size_t first = line.find('\t');
        const std::size_t second = line.find('\t', first + 1);
        if (line.empty() || line[0] == '#' || second == std::string::npos) continue;
        if (line.substr(second + 1, line.find('\t', second + 1) - second - 1) == zone)
            return line.substr(0, first);
    }
    return "ZZ";
}

std::string city_of_zone(const std::string& zone) {
    std::string city = zone.substr(zone.rfind('/') + 1);
    for (char& c : city) {
        if (c == '_') c = ' ';
    }
    return city;
}

Json feature(const char* type, const core::Uuid& id, Json geometry, Json properties) {
    return {{"id", core::to_string(id)},
            {"type", "Feature"},
            {"feature_type", type},
            {"geometry", std::move(geometry)},
            {"properties", std::move(properties)}};
}

Json venue(const PlanExport& source) {
    const core::MultiPolygon hull = hull_of(source.plan);
    Json extension = Json::object();
    // The plan's own name, where the mall goes by another one.
    if (source.plan.name != name_of(source) || source.plan.name.contains("und"))
        extension["name"] = Json(source.plan.name);
    return feature("venue", source.mall.id, features::geometry(hull),
                   {{"category", "shoppingcenter"},
                    {"restriction", nullptr},
                    {"name", features::labels(name_of(source))},
                    {"alt_name", nullptr},
                    {"hours", features::text_or_null(source.mall.hours)},
                    {"website", nullptr},
                    {"phone", nullptr},
                    {"display_point", features::geometry(plan::point_on_surface(hull))},
                    {"address_id", core::to_string(address_id(source))},
                    {"mallctl", std::move(extension)}});
}

Json address(const PlanExport& source) {
    return feature("address", address_id(source), nullptr,
                   {{"address", core::pick_name(name_of(source), source.mall.locales)},
                    {"unit", nullptr},
                    {"locality", city_of_zone(source.mall.time_zone)},
                    {"province", nullptr},
                    {"country", country_of_zone(source.mall.time_zone)},
                    {"postal_code", nullptr},
                    {"postal_code_ext", nullptr},
                    {"postal_code_vanity", nullptr}});
}

}  // namespace mallctl::exporters::imdf
