#include "server/api.hpp"

#include <utility>

#include "server/endpoints/description.hpp"
#include "server/endpoints/docs.hpp"
#include "server/endpoints/healthz.hpp"
#include "server/endpoints/mall.hpp"
#include "server/endpoints/malls.hpp"
#include "server/endpoints/near.hpp"
#include "server/endpoints/plan.hpp"
#include "server/endpoints/public_rows.hpp"
#include "server/endpoints/readyz.hpp"
#include "server/endpoints/root_page.hpp"
#include "server/endpoints/route.hpp"
#include "server/endpoints/search.hpp"
#include "server/endpoints/short_link.hpp"
#include "server/endpoints/walk_in.hpp"
#include "server/openapi/document.hpp"

namespace mallctl::server {

Router make_api(const SnapshotStore& store, const std::atomic<bool>& draining, std::string version,
                const Gate& gate, std::vector<Route> more, limits::RateLimits* limits) {
    std::vector<Route> table = std::move(more);
    table.push_back(root_page_route(store, version));
    table.push_back(short_link_route(store));
    table.push_back(healthz_route());
    table.push_back(readyz_route(store, draining));
    table.push_back(malls_route(store));
    table.push_back(walk_in_route(store));
    table.push_back(route_between_route(store));
    table.push_back(search_route(store));
    for (auto& part : {docs_routes(), mall_routes(store), near_routes(store), plan_routes(store),
                       public_row_routes(store)})
        table.insert(table.end(), part.begin(), part.end());
    const auto description = std::make_shared<std::string>();
    table.push_back(description_route(description));
    *description = openapi::document(table, version);
    return Router(std::move(table), store, gate, limits);
}

}  // namespace mallctl::server
