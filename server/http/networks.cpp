#include "server/http/networks.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <optional>

#include "core/error.hpp"
#include "server/http/text.hpp"

namespace mallctl::server::http {

namespace {

using Bytes = std::array<std::uint8_t, 16>;

constexpr int mapped_bits = 96;  // before an IPv4 address in its IPv6 form
constexpr std::size_t subscriber_bytes = 8;

bool is_v4(const Bytes& bytes) {
    static constexpr std::array<std::uint8_t, 12> prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    return std::equal(prefix.begin(), prefix.end(), bytes.begin());
}

std::optional<Bytes> parse_address(std::string_view text) {
    std::array<char, INET6_ADDRSTRLEN> copy{};
    if (text.empty() || text.size() >= copy.size()) return std::nullopt;
    std::copy(text.begin(), text.end(), copy.begin());
    Bytes bytes{};
    if (text.find(':') != std::string_view::npos) {
        return ::inet_pton(AF_INET6, copy.data(), bytes.data()) == 1 ? std::optional(bytes) : std::nullopt;
    }
    bytes[10] = bytes[11] = 0xFF;
    return ::inet_pton(AF_INET, copy.data(), &bytes[12]) == 1 ? std::optional(bytes) : std::nullopt;
}

// What stands after the slash; -1 for what is no number, `absent` without a slash.
int prefix_length(std::string_view item, std::size_t slash, int absent) {
    if (slash == item.size()) return absent;
    int bits = -1;
    const char* const end = item.data() + item.size();
    const auto [stop, error] = std::from_chars(item.data() + slash + 1, end, bits);
    return error == std::errc{} && stop == end ? bits : -1;
}

}  // namespace

Networks Networks::parse(std::string_view list) {
    Networks networks;
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        const std::string_view item = without_ows(list.substr(0, comma));
        list.remove_prefix(std::min(comma + 1, list.size()));
        const std::size_t slash = std::min(item.find('/'), item.size());
        const auto address = parse_address(item.substr(0, slash));
        const bool v4 = item.substr(0, slash).find(':') == std::string_view::npos;
        const int most = v4 ? 32 : 128;
        const int bits = prefix_length(item, slash, most);
        if (!address || bits < 0 || bits > most) {
            throw core::Error(core::Fault::usage, fmt::format("'{}' is no network", item),
                              "write networks as 10.0.0.0/8 or fd00::/8, joined by commas");
        }
        networks.networks_.push_back({*address, v4 ? bits + mapped_bits : bits});
    }
    return networks;
}

bool Networks::contains(std::string_view text) const {
    if (networks_.empty()) return false;
    const auto address = parse_address(text);
    if (!address) return false;
    return std::any_of(networks_.begin(), networks_.end(), [&](const Network& network) {
        const auto whole = static_cast<std::size_t>(network.bits / 8);
        if (!std::equal(address->begin(), address->begin() + static_cast<std::ptrdiff_t>(whole),
                        network.address.begin())) {
            return false;
        }
        const int rest = network.bits % 8;
        return rest == 0 || ((*address)[whole] ^ network.address[whole]) >> (8 - rest) == 0;
    });
}

bool is_address(std::string_view text) {
    return parse_address(text).has_value();
}

std::string subscriber_of(std::string_view text) {
    if (text.find(':') == std::string_view::npos) return std::string(text);
    auto address = parse_address(text);
    if (!address) return std::string(text);
    std::array<char, INET6_ADDRSTRLEN> out{};
    if (is_v4(*address)) {
        ::inet_ntop(AF_INET, address->data() + 12, out.data(), out.size());
        return out.data();
    }
    std::fill(address->begin() + subscriber_bytes, address->end(), std::uint8_t{0});
    ::inet_ntop(AF_INET6, address->data(), out.data(), out.size());
    return std::string(out.data()) + "/64";
}

}  // namespace mallctl::server::http
