// Who a request comes from where proxies stand in front: what they say is believed of those that are trusted.
#pragma once

#include <string_view>
#include <utility>

#include "server/http/networks.hpp"
#include "server/http/request.hpp"

namespace mallctl::server::http {

struct Origin {
    std::string_view client;  // of the peer's address, or of the request's bytes
    bool secure = false;
};

class TrustedProxies {
  public:
    // Nobody is trusted.
    TrustedProxies() = default;
    explicit TrustedProxies(Networks networks) : networks_(std::move(networks)) {}
    // As Networks::parse.
    static TrustedProxies parse(std::string_view list) { return TrustedProxies(Networks::parse(list)); }

    bool contains(std::string_view address) const { return networks_.contains(address); }

    // For a request that a trusted peer sent: the client is the last address in Forwarded (RFC 7239), or else
    // in X-Forwarded-For, that is not itself trusted, as whatever stands before it may be invented; `proto`
    // and X-Forwarded-Proto say whether it spoke TLS. What cannot be read ends the walk at the last trusted
    // address.
    Origin origin_of(const Request& request, std::string_view peer, bool secure) const;

  private:
    Networks networks_;
};

}  // namespace mallctl::server::http
