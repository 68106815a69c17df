// --listen: where a server waits for connections.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mallctl::server {

struct ListenAddress {
    std::string address = "127.0.0.1";  // IPv4 or IPv6, without brackets
    std::uint16_t port = 8080;          // 0: any free one
};

// Reads "127.0.0.1:8080", "[::1]:8080" or "localhost:8080". Throws core::Error(usage) naming the text
// otherwise.
ListenAddress parse_listen_address(std::string_view text);

// "127.0.0.1:8080", "[::1]:8080".
std::string to_string(const ListenAddress& address);

}  // namespace mallctl::server
