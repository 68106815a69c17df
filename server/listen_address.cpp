#include "server/listen_address.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <array>
#include <charconv>
#include <optional>

#include "core/error.hpp"

namespace mallctl::server {

namespace {

std::optional<std::uint16_t> parse_port(std::string_view text) {
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return port;
}

bool is_address(int family, const std::string& text) {
    std::array<unsigned char, 16> bytes{};
    if (text.find('\0') != std::string::npos) return false;  // where C would stop reading
    return ::inet_pton(family, text.c_str(), bytes.data()) == 1;
}

}  // namespace

ListenAddress parse_listen_address(std::string_view text) {
    const core::Error fault(
        core::Fault::usage, fmt::format("'{}' is no address to listen on", text),
        "write ADDR:PORT, such as 127.0.0.1:8080, 0.0.0.0:80 or [::1]:8080; port 0 takes a free one");
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos) throw fault;
    const std::optional<std::uint16_t> port = parse_port(text.substr(colon + 1));
    if (!port) throw fault;
    std::string address(text.substr(0, colon));
    if (address == "localhost") address = "127.0.0.1";
    if (address.starts_with('[') && address.ends_with(']')) {
        address = address.substr(1, address.size() - 2);
        if (!is_address(AF_INET6, address)) throw fault;
    } else if (!is_address(AF_INET, address)) {
        throw fault;
    }
    return {address, *port};
}

std::string to_string(const ListenAddress& address) {
    const bool v6 = address.address.find(':') != std::string::npos;
    return fmt::format("{}{}{}:{}", v6 ? "[" : "", address.address, v6 ? "]" : "", address.port);
}

}  // namespace mallctl::server
