#include "access/guest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "access/base64url.hpp"
#include "access/random.hpp"

namespace mallctl::access {

namespace {

constexpr std::string_view prefix = "mg_";
constexpr std::size_t longest_token = 160;

std::string_view id_bytes(const core::Uuid& id) {
    return {reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()};
}

std::optional<core::Uuid> read_id(std::string_view text) {
    const auto bytes = from_base64url(text);
    core::Uuid id;
    if (!bytes || bytes->size() != id.bytes.size()) return std::nullopt;
    std::transform(bytes->begin(), bytes->end(), id.bytes.begin(),
                   [](char c) { return static_cast<std::uint8_t>(c); });
    return id;
}

std::optional<core::Instant> read_end(std::string_view text) {
    std::int64_t seconds = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return core::Instant{std::chrono::seconds{seconds}};
}

// The text up to the next dot, which it takes with it.
std::string_view take_part(std::string_view& text) {
    const std::size_t dot = text.find('.');
    const std::string_view part = text.substr(0, dot);
    text.remove_prefix(dot == std::string_view::npos ? text.size() : dot + 1);
    return part;
}

}  // namespace

SigningSecret make_signing_secret() {
    return {to_base64url(random_bytes(6)), random_bytes(32)};
}

std::string sign_guest(const GuestSession& session, const SigningSecret& secret) {
    const std::string said = fmt::format("{}{}.{}.{}", prefix, secret.id, to_base64url(id_bytes(session.id)),
                                         session.expires.time_since_epoch().count());
    return said + "." + to_base64url(hmac_sha256(secret.bytes, said));
}

bool is_guest_token(std::string_view token) {
    return token.starts_with(prefix);
}

std::optional<GuestSession> read_guest(std::string_view token, std::span<const SigningSecret> secrets,
                                       core::Instant now) {
    const std::size_t last_dot = token.rfind('.');
    if (!is_guest_token(token) || token.size() > longest_token || last_dot == std::string_view::npos)
        return std::nullopt;
    const std::string_view said = token.substr(0, last_dot);
    std::string_view rest = said.substr(prefix.size());
    const std::string_view key = take_part(rest);
    const auto secret =
        std::find_if(secrets.begin(), secrets.end(), [&](const SigningSecret& s) { return s.id == key; });
    if (secret == secrets.end()) return std::nullopt;
    if (!equal_secrets(to_base64url(hmac_sha256(secret->bytes, said)), token.substr(last_dot + 1)))
        return std::nullopt;
    const auto id = read_id(take_part(rest));
    const auto expires = read_end(take_part(rest));
    if (!id || !expires || !rest.empty() || *expires <= now) return std::nullopt;
    return GuestSession{*id, *expires};
}

}  // namespace mallctl::access
