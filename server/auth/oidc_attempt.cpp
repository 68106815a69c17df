#include "server/auth/oidc_attempt.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "access/sealed.hpp"

namespace mallctl::server {

using nlohmann::json;

namespace {

constexpr std::string_view purpose = "an OpenID Connect sign-in";
constexpr std::size_t longest_path = 512;

}  // namespace

std::string seal_attempt(const OidcAttempt& attempt, const access::SigningSecret& secret) {
    const json text = {attempt.secrets.state,
                       attempt.secrets.nonce,
                       attempt.secrets.verifier,
                       attempt.return_to,
                       attempt.account,
                       attempt.invitation,
                       attempt.expires.time_since_epoch().count()};
    return access::seal(text.dump(), purpose, secret);
}

std::optional<OidcAttempt> read_attempt(std::string_view sealed,
                                        std::span<const access::SigningSecret> secrets, core::Instant now) {
    const auto text = access::unseal(sealed, purpose, secrets);
    if (!text) return std::nullopt;
    const json parts = json::parse(*text, nullptr, false);
    if (!parts.is_array() || parts.size() != 7) return std::nullopt;  // of another version of this program
    OidcAttempt attempt{{parts[0], parts[1], parts[2]},
                        parts[3],
                        parts[4],
                        parts[5],
                        core::Instant{std::chrono::seconds{parts[6].get<std::int64_t>()}}};
    if (attempt.expires <= now) return std::nullopt;
    return attempt;
}

bool is_own_path(std::string_view path) {
    if (path.empty() || path.front() != '/' || path.size() > longest_path) return false;
    if (path.size() > 1 && path[1] == '/') return false;
    return std::all_of(path.begin(), path.end(), [](char c) { return c > 0x20 && c < 0x7F && c != '\\'; });
}

std::string_view oidc_cookie_name(bool secure) {
    return secure ? "__Host-mallctl-oidc" : "mallctl-oidc";
}

}  // namespace mallctl::server
