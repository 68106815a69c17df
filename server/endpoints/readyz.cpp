#include "server/endpoints/readyz.hpp"

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

namespace mallctl::server {

namespace {

using Json = nlohmann::ordered_json;

// What is wrong with one mall; null where nothing is.
Json degradation(const std::string& slug, const ServedMall& mall) {
    const auto entry = [&](const char* code, const std::string& detail) {
        return Json{{"code", code}, {"mall", slug}, {"detail", detail}};
    };
    if (!mall.snapshot) {
        if (mall.failure.empty()) return nullptr;  // loaded when it is asked for
        return entry("not-loaded", "it could not be loaded: " + mall.failure);
    }
    const std::string version = std::to_string(mall.snapshot->mall.version);
    if (mall.outdated)
        return entry("outdated", "its newest version could not be loaded; serving version " + version);
    if (!mall.snapshot->nav)
        return entry("no-navigation", "it has no navigation graph; run: mallctl build nav");
    if (mall.snapshot->nav_stale)
        return entry("stale-navigation", "its navigation graph is older than its plan");
    return nullptr;
}

}  // namespace

http::Response Readyz::operator()(const Call&) const {
    const auto view = store.view();
    std::size_t in_memory = 0;
    std::size_t failed = 0;
    Json degradations = Json::array();
    if (view->source_down_since) {
        degradations.push_back({{"code", "database-down"},
                                {"since", core::format_instant(*view->source_down_since)},
                                {"detail", "the database cannot be read; answers come from memory and disk"}});
    }
    for (const auto& [slug, mall] : view->malls) {
        if (mall.snapshot) ++in_memory;
        if (!mall.snapshot && !mall.failure.empty()) ++failed;
        if (Json found = degradation(slug, mall); !found.is_null()) degradations.push_back(std::move(found));
    }
    const bool stopping = draining.load();
    // One that has been loaded shows that malls can be, and the store keeps one at least.
    const bool ready = in_memory > 0 && !stopping;
    Json body;
    body["status"] = ready ? "ready" : stopping ? "stopping" : "not_ready";
    body["malls"] = {{"known", view->malls.size()},
                     {"served", ready ? view->malls.size() - failed : 0},
                     {"in_memory", in_memory},
                     {"bytes", view->bytes}};
    if (view->listed && view->malls.empty()) {
        body["detail"] = "there is no mall yet; run: mallctl apply, or mallctl import --create";
    }
    body["degradations"] = std::move(degradations);
    http::Response response = http::make_response(ready ? 200 : 503, "application/json", body.dump() + "\n");
    response.headers.push_back({"Cache-Control", "no-store"});
    if (!ready) response.headers.push_back({"Retry-After", "5"});
    return response;
}

Route readyz_route(const SnapshotStore& store, const std::atomic<bool>& draining) {
    return {.method = "GET",
            .pattern = "/readyz",
            .operation = "getReadiness",
            .tag = "Operations",
            .summary = "Whether this node can serve any mall, and what is degraded",
            .outcomes = {{.doc = "It can", .schema = "Readiness"},
                         {.status = 503, .doc = "It cannot, or is stopping", .schema = "Readiness"}},
            .handler = Readyz{store, draining}};
}

}  // namespace mallctl::server
