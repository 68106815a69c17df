// Who a request comes from where proxies stand in front: what they say is believed of those that are trusted.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

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
    // "10.0.0.0/8,fd00::/8,192.0.2.7": networks or addresses. Throws core::Error(usage) naming what is none.
    static TrustedProxies parse(std::string_view list);

    bool contains(std::string_view address) const;

    // For a request that a trusted peer sent: the client is the last address in Forwarded (RFC 7239), or else
    // in X-Forwarded-For, that is not itself trusted, as whatever stands before it may be invented; `proto`
    // and X-Forwarded-Proto say whether it spoke TLS. What cannot be read ends the walk at the last trusted
    // address.
    Origin origin_of(const Request& request, std::string_view peer, bool secure) const;

  private:
    struct Network {
        std::array<std::uint8_t, 16> address{};  // IPv4 as ::ffff:0:0/96
        int bits = 0;
    };

    std::vector<Network> networks_;
};

}  // namespace mallctl::server::http
