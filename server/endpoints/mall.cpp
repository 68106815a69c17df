#include "server/endpoints/mall.hpp"

#include <map>
#include <nlohmann/json.hpp>

#include "catalog/bound_fields.hpp"
#include "operations/row_json.hpp"
#include "server/bodies/ready_answer.hpp"
#include "server/endpoints/page.hpp"

namespace mallctl::server {

namespace {

using Json = nlohmann::ordered_json;

const char* artifact_word(bool is_there, bool is_stale) {
    if (!is_there) return "missing";
    return is_stale ? "stale" : "current";
}

Json links(const std::string& base) {
    Json json = Json::object();
    for (const char* part : {"levels", "units", "amenities", "locations", "stores", "products", "offers",
                             "parking_zones", "closures", "categories"}) {
        json[part] = base + "/" + part;
    }
    json["walk_in"] = base + "/walk-in{?location}";
    json["route"] = base + "/route{?from,to,profile}";
    json["near"] = base + "/near{?from,within,kind,category}";
    json["search"] = base + "/search{?query,near}";
    return json;
}

struct Counts {
    std::size_t stores = 0;
    std::size_t products = 0;
};

// Of "food.cafe" also for "food".
void count(std::map<std::string, Counts>& counts, std::string_view category, std::size_t Counts::*which) {
    while (!category.empty()) {
        ++(counts[std::string(category)].*which);
        const std::size_t dot = category.rfind('.');
        category = category.substr(0, dot == std::string_view::npos ? 0 : dot);
    }
}

}  // namespace

namespace {

bodies::MadeBody make_mall(const operations::Snapshot& snapshot, core::Instant) {
    const catalog::Mall& mall = snapshot.mall;
    Json json = Json::object();
    for (const auto& bound : catalog::bound_fields<catalog::Mall>()) {
        json[bound.field.name] =
            operations::field_json(bound.field, catalog::get_value(bound, mall), mall.currency);
    }
    json["id"] = core::to_string(mall.id);
    json["version"] = mall.version;
    json["counts"] = {{"levels", snapshot.plan.levels.size()},
                      {"units", snapshot.plan.units.size()},
                      {"stores", snapshot.catalog.stores.size()},
                      {"locations", snapshot.catalog.locations.size()}};
    json["navigation"] = artifact_word(snapshot.nav.has_value(), snapshot.nav_stale);
    json["search"] = artifact_word(snapshot.search != nullptr, snapshot.search_stale);
    json["links"] = links("/api/v1/malls/" + mall.slug);
    return page::made(json, core::Instant::max());
}

bodies::MadeBody make_categories(const operations::Snapshot& snapshot, core::Instant) {
    std::map<std::string, Counts> counts;
    for (const auto& one : snapshot.catalog.stores) count(counts, one.category, &Counts::stores);
    for (const auto& one : snapshot.wares.products) count(counts, one.category, &Counts::products);
    Json list = Json::array();
    for (const auto& [category, found] : counts)
        list.push_back({{"category", category}, {"stores", found.stores}, {"products", found.products}});
    return page::made({{"categories", std::move(list)}}, core::Instant::max());
}

}  // namespace

http::Response GetMall::operator()(const Call& call) const {
    return bodies::ready_answer(store, call.path_value("mall"), {"mall", ""}, make_mall);
}

http::Response Categories::operator()(const Call& call) const {
    return bodies::ready_answer(store, call.path_value("mall"), {"categories", ""}, make_categories);
}

std::vector<Route> mall_routes(const SnapshotStore& store) {
    return {{.method = "GET",
             .pattern = "/api/v1/malls/{mall}",
             .operation = "getMall",
             .tag = "Malls",
             .summary = "A mall, with what it can answer",
             .outcomes = {{.doc = "The mall", .schema = "Mall"}},
             .handler = GetMall{store}},
            {.method = "GET",
             .pattern = "/api/v1/malls/{mall}/categories",
             .operation = "listCategories",
             .tag = "Catalog",
             .summary = "The categories of stores and products, with how many there are of each",
             .outcomes = {{.doc = "By name", .schema = "Categories"}},
             .handler = Categories{store}}};
}

}  // namespace mallctl::server
