#include "tests/server/rights_matrix.hpp"

#include <sstream>
#include <stdexcept>

namespace mallctl::test {

namespace {

// A permission, then the routes that ask for it. "+" stands for "/api/v1/malls/{mall}", "WRITE" for the four
// writes of each of the kinds.
const char* const routes = R"(
mall.read
  GET /
  GET /docs
  GET /docs/{asset}
  GET /healthz
  GET /readyz
  GET /w/{location}
  GET /api/v1/openapi.json
  GET /api/v1/malls
  GET +
  GET +/walk-in
  GET +/route
  GET +/near
  GET +/isochrone
  GET +/search
  GET +/categories
  GET +/levels
  GET +/levels/{level}
  GET +/levels/{level}/features
  GET +/units
  GET +/units/{unit}
  GET +/amenities
  GET +/amenities/{id}
  GET +/locations
  GET +/locations/{slug}
  GET +/stores
  GET +/stores/{slug}
  GET +/products
  GET +/products/{slug}
  GET +/offers
  GET +/offers/{slug}
  GET +/parking_zones
  GET +/parking_zones/{slug}
  GET +/closures
  GET +/closures/{slug}
  GET +/parking
  POST /api/v1/webhooks/payments
  POST /api/v1/sessions
  POST /api/v1/sessions/guest
  POST /api/v1/invitations/look
  POST /api/v1/invitations/accept
  POST /api/v1/sessions/sms
  POST /api/v1/sessions/sms/verify
  GET /api/v1/auth/oidc/start
  GET /api/v1/auth/oidc/callback
  POST /api/v1/auth/oidc/accept
session.own
  POST /api/v1/sessions/step-up
  GET /api/v1/sessions/current
  DELETE /api/v1/sessions/current
  DELETE /api/v1/sessions
  GET /api/v1/sessions/identities
  POST /api/v1/sessions/identities
  DELETE /api/v1/sessions/identities/{identity}
  POST /api/v1/auth/oidc/link
tenancy.read
  GET +/tenants
  GET +/tenants/{slug}
  GET +/leases
  GET +/leases/{slug}
  GET +/drafts
  GET +/drafts/{slug}
  GET +/rows/locations
  GET +/rows/locations/{slug}
  GET +/rows/stores
  GET +/rows/stores/{slug}
  GET +/rows/products
  GET +/rows/products/{slug}
  GET +/rows/offers
  GET +/rows/offers/{slug}
  GET +/rows/parking_zones
  GET +/rows/parking_zones/{slug}
  GET +/rows/closures
  GET +/rows/closures/{slug}
catalog.write
  WRITE locations tenants leases parking_zones closures synonyms pins exclusions
  POST +/stores
  PUT +/stores/{slug}
  DELETE +/stores/{slug}
  GET +/synonyms
  GET +/synonyms/{slug}
  GET +/pins
  GET +/pins/{slug}
  GET +/exclusions
  GET +/exclusions/{slug}
store.write
  PATCH +/stores/{slug}
product.write
  WRITE products
offer.write
  WRITE offers
  POST +/offers/{slug}/end
offer.publish
  POST +/offers/{slug}/publish
offer.redeem
  POST +/offers/{slug}/redeem
  POST +/offers/{slug}/vouchers
  GET +/vouchers/{voucher}
plan.import
  POST +/rollback
  POST +/imports
  GET +/imports
  GET +/imports/{import}
  DELETE +/imports/{import}
  POST +/imports/{import}/check
  POST +/imports/{import}/apply
sensor.write
  POST +/sensors/readings
history.read
  GET +/history
  GET +/audit
user.read
  GET +/users
  GET +/users/{slug}
user.write
  WRITE users
  POST +/users/{user}/invitation
apikey.write
  GET +/api-keys
  POST +/api-keys
  DELETE +/api-keys/{key}
mall.write
  PATCH +
  POST /api/v1/malls
platform.read
  GET /metrics
)";

void add(std::map<std::string, std::string>& expected, const std::string& route,
         const std::string& permission) {
    if (!expected.emplace(route, permission).second) throw std::logic_error(route + " is there twice");
}

// POST of the rows of a kind, PUT, PATCH and DELETE of one.
void add_writes(std::map<std::string, std::string>& expected, const std::string& plural,
                const std::string& permission) {
    const std::string rows = "/api/v1/malls/{mall}/" + plural;
    add(expected, "POST " + rows, permission);
    for (const char* method : {"PUT ", "PATCH ", "DELETE "})
        add(expected, method + rows + "/{slug}", permission);
}

}  // namespace

const std::map<std::string_view, ExpectedPermission>& expected_permissions() {
    static const std::map<std::string_view, ExpectedPermission> expected{
        {"mall.read", {"PMTSAKsn"}},   {"session.own", {"PMTSAKs"}},   {"event.write", {"PMTSAKs"}},
        {"tenancy.read", {"PMTSA"}},   {"catalog.write", {"PM"}},      {"store.write", {"PMT"}},
        {"product.write", {"PMTS"}},   {"offer.write", {"PMT"}},       {"offer.publish", {"PMT", true}},
        {"offer.redeem", {"PMTSAKs"}}, {"plan.import", {"PM", true}},  {"sensor.write", {"PM"}},
        {"report.read", {"PMTA"}},     {"history.read", {"PM"}},       {"user.read", {"PMT"}},
        {"user.write", {"PMT", true}}, {"apikey.write", {"PM", true}}, {"mall.write", {"P", true}},
        {"platform.read", {"P"}},
    };
    return expected;
}

const std::map<std::string, std::string>& expected_routes() {
    static const auto expected = [] {
        std::map<std::string, std::string> made;
        std::istringstream lines(routes);
        std::string permission;
        for (std::string line; std::getline(lines, line);) {
            std::istringstream words(line);
            std::string method;
            std::string path;
            if (!(words >> method)) continue;
            if (!line.starts_with(' ')) {
                permission = method;
                continue;
            }
            while (words >> path) {
                if (method == "WRITE") {
                    add_writes(made, path, permission);
                } else if (path.starts_with('+')) {
                    add(made, method + " /api/v1/malls/{mall}" + path.substr(1), permission);
                } else {
                    add(made, method + ' ' + path, permission);
                }
            }
        }
        return made;
    }();
    return expected;
}

}  // namespace mallctl::test
