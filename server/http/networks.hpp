// Networks of IP addresses, and what an address says of who is behind it.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mallctl::server::http {

// An IPv4 address within ::ffff:0:0/96 is the same as its plain form, here and below.
class Networks {
  public:
    // None.
    Networks() = default;
    // "10.0.0.0/8,fd00::/8,192.0.2.7": networks or addresses, joined by commas; "": none. Throws
    // core::Error(usage) naming what is none.
    static Networks parse(std::string_view list);

    bool empty() const { return networks_.empty(); }
    // False for a text that is no address.
    bool contains(std::string_view address) const;

  private:
    struct Network {
        std::array<std::uint8_t, 16> address{};
        int bits = 0;
    };

    std::vector<Network> networks_;
};

// Whether the text is an IPv4 or IPv6 address, without port, brackets or zone.
bool is_address(std::string_view text);

// Whom limits are for: the IPv4 address, or the /64 of an IPv6 address ("2001:db8:1:2::/64"), as a subscriber
// has a whole one (RFC 6177) and would have as many callers as it likes. A text that is no address is itself.
std::string subscriber_of(std::string_view address);

}  // namespace mallctl::server::http
