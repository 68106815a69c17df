#include "server/auth/ways_in.hpp"

#include <utility>

#include "server/endpoints/identities.hpp"
#include "server/endpoints/oidc.hpp"
#include "server/endpoints/sms.hpp"

namespace mallctl::server {

namespace {

CurlOptions curl_options(const WaysInOptions& options) {
    CurlOptions made;
    made.ca_file = options.ca_file;
    return made;
}

std::string without_slash(const std::string& url) {
    return url.ends_with('/') ? url.substr(0, url.size() - 1) : url;
}

}  // namespace

WaysIn::WaysIn(const WaysInOptions& options) : client_(curl_options(options)) {
    if (const auto& bearer = options.bearer) {
        bearer_ = std::make_unique<const TokenIssuer>(access::JwtRules{bearer->issuer, bearer->audience},
                                                      key_source(client_, bearer->keys));
    }
    if (const auto& oidc = options.oidc) {
        oidc_ = std::make_unique<const OidcProvider>(
            client_,
            OidcOptions{.issuer = oidc->issuer,
                        .client_id = oidc->client_id,
                        .client_secret = oidc->client_secret,
                        .redirect_uri = without_slash(oidc->base_url) + "/api/v1/auth/oidc/callback"});
    }
    if (options.sms_hook) {
        sms_ = std::make_unique<const SmsHook>(client_, *options.sms_hook);
    } else if (!options.sms_spool.empty()) {
        sms_ = std::make_unique<const SmsSpool>(options.sms_spool);
    }
}

std::vector<Route> WaysIn::routes(db::SessionPool& pool, const CredentialGate& gate) const {
    std::vector<Route> routes = identity_routes(pool, gate, bearer_.get());
    for (Route& route : oidc_routes(pool, gate, oidc_.get())) routes.push_back(std::move(route));
    for (Route& route : sms_routes(pool, sms_.get())) routes.push_back(std::move(route));
    return routes;
}

}  // namespace mallctl::server
