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

Router make_api(const SnapshotStore& store, const std::atomic<bool>& draining, std::string version) {
    constexpr bool required = true;
    return Router({
        {"GET", "/", {}, RootPage{store, std::move(version)}},
        {"GET", "/healthz", {}, Healthz{}},
        {"GET", "/readyz", {}, Readyz{store, draining}},
        {"GET", "/api/v1/malls", {}, Malls{store}},
        {"GET", "/w/{location}", {{"m", required}, {"h", false}}, ShortLink{store}},
        {"GET", "/api/v1/malls/{mall}/walk-in", {{"location", required}}, WalkIn{store}},
        {"GET",
         "/api/v1/malls/{mall}/route",
         {{"from", required},
          {"to", required},
          {"profile", false},
          {"prefer", false},
          {"at", false},
          {"optimize", false},
          {"explain", false},
          {"language", false}},
         RouteBetween{store}},
    });
}

}  // namespace mallctl::server
