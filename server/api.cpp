#include "server/api.hpp"

#include <utility>

#include "server/endpoints/healthz.hpp"
#include "server/endpoints/malls.hpp"
#include "server/endpoints/readyz.hpp"
#include "server/endpoints/root_page.hpp"
#include "server/endpoints/route.hpp"
#include "server/endpoints/short_link.hpp"
#include "server/endpoints/walk_in.hpp"

namespace mallctl::server {

namespace {

std::vector<Route> page_routes(const SnapshotStore& store, std::string version) {
    return {{.method = "GET", .pattern = "/", .handler = RootPage{store, std::move(version)}},
            {.method = "GET",
             .pattern = "/w/{location}",
             .parameters = {{.name = "m", .required = true, .doc = "the mall's slug"},
                            {.name = "h", .doc = "which way the reader of the poster looks, in degrees"}},
             .handler = ShortLink{store}}};
}

std::vector<Route> operating_routes(const SnapshotStore& store, const std::atomic<bool>& draining) {
    return {{.method = "GET", .pattern = "/healthz", .handler = Healthz{}},
            {.method = "GET", .pattern = "/readyz", .handler = Readyz{store, draining}}};
}

std::vector<Route> mall_routes(const SnapshotStore& store) {
    constexpr const char* flag = R"({"type":"boolean"})";
    return {
        {.method = "GET",
         .pattern = "/api/v1/malls",
         .operation = "listMalls",
         .tag = "Malls",
         .summary = "The malls that this node serves",
         .handler = Malls{store}},
        {.method = "GET",
         .pattern = "/api/v1/malls/{mall}/walk-in",
         .operation = "walkIn",
         .tag = "Navigation",
         .summary = "Everything a visitor sees who enters at a location",
         .parameters = {{.name = "location", .required = true, .doc = "slug of the location"}},
         .handler = WalkIn{store}},
        {.method = "GET",
         .pattern = "/api/v1/malls/{mall}/route",
         .operation = "getRoute",
         .tag = "Navigation",
         .summary = "The quickest way through two or more places",
         .parameters = {{.name = "from", .required = true, .doc = "a place"},
                        {.name = "to", .required = true, .doc = "a place, or several joined by ';'"},
                        {.name = "profile", .doc = "who walks"},
                        {.name = "prefer", .doc = "quickest or fewest-turns"},
                        {.name = "at", .doc = "instant of the walk (RFC 3339); absent: now"},
                        {.name = "optimize", .doc = "visit the stops in the best order", .schema = flag},
                        {.name = "explain", .doc = "say what the route costs", .schema = flag},
                        {.name = "language", .doc = "of the instructions; absent: Accept-Language"}},
         .handler = RouteBetween{store}},
    };
}

}  // namespace

Router make_api(const SnapshotStore& store, const std::atomic<bool>& draining, std::string version,
                const Gate& gate, std::vector<Route> more) {
    std::vector<Route> table = std::move(more);
    for (auto& part :
         {page_routes(store, std::move(version)), operating_routes(store, draining), mall_routes(store)}) {
        table.insert(table.end(), part.begin(), part.end());
    }
    return Router(std::move(table), store, gate);
}

}  // namespace mallctl::server
