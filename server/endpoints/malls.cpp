#include "server/endpoints/malls.hpp"

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "server/bodies/ready_answer.hpp"
#include "server/http/problem.hpp"

namespace mallctl::server {

namespace {

using Json = nlohmann::ordered_json;

// Without a snapshot what that would tell is null.
Json to_json(const catalog::Mall& mall, const operations::Snapshot* snapshot) {
    const std::string base = "/api/v1/malls/" + mall.slug;
    Json json{
        {"slug", mall.slug},
        {"name", core::pick_name(mall.name, mall.locales)},
        {"names", mall.name},
        {"time_zone", mall.time_zone},
        {"currency", mall.currency},
        {"locales", mall.locales},
        {"version", mall.version},
        {"levels", nullptr},
        {"stores", nullptr},
        {"locations", nullptr},
        {"navigation", nullptr},
        {"links", {{"walk_in", base + "/walk-in{?location}"}, {"route", base + "/route{?from,to,profile}"}}}};
    if (snapshot == nullptr) return json;
    Json locations = Json::array();
    for (const catalog::Location& location : snapshot->catalog.locations) locations.push_back(location.slug);
    json["levels"] = snapshot->plan.levels.size();
    json["stores"] = snapshot->catalog.stores.size();
    json["locations"] = std::move(locations);
    json["navigation"] = !snapshot->nav ? "missing" : snapshot->nav_stale ? "stale" : "current";
    return json;
}

bodies::MadeBody make(const MallView& view, core::Instant) {
    if (!view.listed) {
        throw http::ProblemError({503, "not-ready", "The server is not ready", "the malls are not known yet",
                                  "try again shortly", 5});
    }
    Json malls = Json::array();
    for (const auto& [slug, mall] : view.malls) {
        if (mall.snapshot) {
            malls.push_back(to_json(mall.snapshot->mall, mall.snapshot.get()));
        } else if (mall.mall) {
            malls.push_back(to_json(*mall.mall, nullptr));
        }
    }
    constexpr auto lossy = Json::error_handler_t::replace;
    return {{.body = Json{{"malls", std::move(malls)}}.dump(-1, ' ', false, lossy) + "\n"}};
}

}  // namespace

http::Response Malls::operator()(const Call&) const {
    return bodies::ready_answer(store, {"malls", ""}, make);
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
