#include "server/payment_signature.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "access/random.hpp"
#include "core/hex.hpp"

namespace mallctl::server {

namespace {

constexpr std::size_t longest_header = 1024;
constexpr std::size_t mac_digits = 64;

struct Stated {
    std::int64_t time = 0;
    std::string time_text;  // as it was signed
    std::vector<std::string> macs;
};

std::optional<Stated> parse(std::string_view header) {
    if (header.size() > longest_header) return std::nullopt;
    Stated stated;
    while (!header.empty()) {
        const std::size_t comma = std::min(header.find(','), header.size());
        const std::string_view part = header.substr(0, comma);
        header.remove_prefix(std::min(comma + 1, header.size()));
        if (part.starts_with("t=")) {
            stated.time_text = part.substr(2);
        } else if (part.starts_with("v1=")) {
            if (part.size() == 3 + mac_digits) stated.macs.emplace_back(part.substr(3));
        }
    }
    const std::string& time = stated.time_text;
    const auto [end, fault] = std::from_chars(time.data(), time.data() + time.size(), stated.time);
    if (time.empty() || fault != std::errc{} || end != time.data() + time.size() || stated.macs.empty())
        return std::nullopt;
    return stated;
}

}  // namespace

Signature check_signature(std::string_view header, std::string_view body, std::string_view secret,
                          core::Instant now) {
    const auto stated = parse(header);
    if (!stated) return Signature::malformed;
    const std::string bytes = access::hmac_sha256(secret, stated->time_text + "." + std::string(body));
    const std::string mac = core::to_hex(std::as_bytes(std::span(bytes)));
    bool good = false;
    for (const auto& given : stated->macs) good = access::equal_secrets(given, mac) || good;
    if (!good) return Signature::wrong;
    const std::int64_t now_s = now.time_since_epoch().count();
    const std::int64_t window = std::chrono::seconds(signature_window).count();
    return stated->time >= now_s - window && stated->time <= now_s + window ? Signature::good
                                                                            : Signature::stale;
}

}  // namespace mallctl::server
