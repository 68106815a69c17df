#include "server/endpoints/malls.hpp"

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "server/http/problem.hpp"

namespace mallctl::server {

namespace {

using Json = nlohmann::ordered_json;

Json to_json(const operations::Snapshot& snapshot) {
    const catalog::Mall& mall = snapshot.mall;
    const std::string base = "/api/v1/malls/" + mall.slug;
    Json locations = Json::array();
    for (const catalog::Location& location : snapshot.catalog.locations) locations.push_back(location.slug);
    return {
        {"slug", mall.slug},
        {"name", core::pick_name(mall.name, mall.locales)},
        {"names", mall.name},
        {"time_zone", mall.time_zone},
        {"currency", mall.currency},
        {"locales", mall.locales},
        {"version", mall.version},
        {"levels", snapshot.plan.levels.size()},
        {"stores", snapshot.catalog.stores.size()},
        {"locations", std::move(locations)},
        {"navigation", !snapshot.nav        ? "missing"
                       : snapshot.nav_stale ? "stale"
                                            : "current"},
        {"links", {{"walk_in", base + "/walk-in{?location}"}, {"route", base + "/route{?from,to,profile}"}}}};
}

}  // namespace

http::Response Malls::operator()(const Call&) const {
    const auto view = store.view();
    if (!view->listed) {
        throw http::ProblemError({503, "not-ready", "The server is not ready",
                                  "the malls have not been loaded yet", "try again shortly", 5});
    }
    Json malls = Json::array();
    for (const auto& [slug, mall] : view->malls) {
        if (mall.snapshot) malls.push_back(to_json(*mall.snapshot));
    }
    constexpr auto lossy = Json::error_handler_t::replace;
    return http::make_response(200, "application/json",
                               Json{{"malls", std::move(malls)}}.dump(-1, ' ', false, lossy) + "\n");
}

Route malls_route(const SnapshotStore& store) {
    return {.method = "GET",
            .pattern = "/api/v1/malls",
            .operation = "listMalls",
            .tag = "Malls",
            .summary = "The malls that this node serves",
            .outcomes = {{.doc = "By slug, with what each can answer", .schema = "Malls"}},
            .handler = Malls{store}};
}

}  // namespace mallctl::server
