#include "access/jwt.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "access/base64url.hpp"
#include "access/bounded_json.hpp"
#include "core/utf8.hpp"

namespace mallctl::access {

using nlohmann::json;

namespace {

constexpr std::size_t longest_subject = 255;  // bytes (OpenID Connect Core section 2)

struct Parts {
    std::string_view signed_part;  // header and payload, as they were signed
    std::string_view header;
    std::string_view payload;
    std::string_view signature;
};

std::optional<Parts> split(std::string_view token) {
    const std::size_t first = token.find('.');
    if (first == std::string_view::npos) return std::nullopt;
    const std::size_t second = token.find('.', first + 1);
    if (second == std::string_view::npos || token.find('.', second + 1) != std::string_view::npos)
        return std::nullopt;
    return Parts{token.substr(0, second), token.substr(0, first), token.substr(first + 1, second - first - 1),
                 token.substr(second + 1)};
}

std::optional<json> read_part(std::string_view part) {
    const auto text = from_base64url(part);
    return text ? read_object(*text) : std::nullopt;
}

std::string_view name_of(SigningAlgorithm algorithm) {
    return algorithm == SigningAlgorithm::rs256 ? "RS256" : "ES256";
}

// A NumericDate (RFC 7519 section 2), fractions left out; nothing where it is absent, `bad` where it is none.
std::optional<core::Instant> instant_at(const json& claims, const char* key, bool& bad) {
    constexpr double latest = 253402300799.0;  // the last second of the year 9999
    const auto found = claims.find(key);
    if (found == claims.end()) return std::nullopt;
    const double seconds = found->is_number() ? found->get<double>() : -1;
    if (!(seconds >= 0 && seconds <= latest)) {
        bad = true;
        return std::nullopt;
    }
    return core::Instant{std::chrono::seconds{static_cast<std::int64_t>(std::floor(seconds))}};
}

bool is_for(const json& claims, const std::string& audience) {
    const auto found = claims.find("aud");
    if (found == claims.end()) return false;
    if (found->is_string()) return *found == audience;
    return found->is_array() &&
           std::any_of(found->begin(), found->end(), [&](const json& one) { return one == audience; });
}

// Empty where the times allow the token now.
std::string fault_of_times(const json& claims, const JwtRules& rules, core::Instant now, Claims& said) {
    bool bad = false;
    const auto expires = instant_at(claims, "exp", bad);
    const auto begins = instant_at(claims, "nbf", bad);
    const auto issued = instant_at(claims, "iat", bad);
    if (bad) return "a time is no number of seconds";
    if (!expires) return "it does not say when it expires";
    if (*expires + rules.leeway <= now) return "it has expired";
    if (*expires - now > rules.longest_life + rules.leeway) return "it lives for too long";
    if (begins && *begins > now + rules.leeway) return "it does not hold yet";
    if (issued && *issued > now + rules.leeway) return "it was issued in the future";
    said.expires = *expires;
    return {};
}

std::string fault_of_claims(const json& claims, const JwtRules& rules, core::Instant now, Claims& said) {
    if (text_at(claims, "iss") != rules.issuer || rules.issuer.empty()) return "it is of another issuer";
    if (rules.audience.empty() || !is_for(claims, rules.audience)) return "it is for another audience";
    if (std::string fault = fault_of_times(claims, rules, now, said); !fault.empty()) return fault;
    said.issuer = rules.issuer;
    said.subject = text_at(claims, "sub").value_or("");
    if (said.subject.empty() || said.subject.size() > longest_subject ||
        core::has_control_character(said.subject))
        return "it names no subject";
    said.scope = text_at(claims, "scope").value_or("");
    said.nonce = text_at(claims, "nonce").value_or("");
    said.authorized_party = text_at(claims, "azp").value_or("");
    const auto verified = claims.find("email_verified");
    if (verified != claims.end() && verified->is_boolean() && verified->get<bool>())
        said.email = text_at(claims, "email").value_or("");
    return {};
}

// Empty where the signature is that of the key which the header names.
std::string fault_of_signature(const Parts& parts, const json& header, const KeySet& keys) {
    if (header.contains("crit")) return "it asks for an extension";
    const PublicKey* key = keys.find(text_at(header, "kid").value_or(""));
    if (key == nullptr) return "it names no key of the issuer";
    if (text_at(header, "alg") != name_of(key->algorithm())) return "its algorithm is not that of the key";
    const auto signature = from_base64url(parts.signature);
    if (!signature || !key->verifies(parts.signed_part, *signature)) return "its signature is wrong";
    return {};
}

CheckedJwt refused(std::string why) {
    return {std::nullopt, std::move(why)};
}

}  // namespace

bool looks_like_jwt(std::string_view token) {
    return std::count(token.begin(), token.end(), '.') == 2 && token.starts_with("ey");
}

std::string key_named_by(std::string_view token) {
    if (token.size() > longest_jwt) return {};
    const auto parts = split(token);
    const auto header = parts ? read_part(parts->header) : std::nullopt;
    return header ? text_at(*header, "kid").value_or("") : std::string();
}

CheckedJwt check_jwt(std::string_view token, const KeySet& keys, const JwtRules& rules, core::Instant now) {
    if (token.size() > longest_jwt) return refused("it is too long");
    const auto parts = split(token);
    if (!parts) return refused("it is no signed token in compact form");
    const auto header = read_part(parts->header);
    if (!header) return refused("its header is no JSON object");
    if (std::string fault = fault_of_signature(*parts, *header, keys); !fault.empty()) return refused(fault);
    // Only what was signed is read.
    const auto claims = read_part(parts->payload);
    if (!claims) return refused("its payload is no JSON object");
    Claims said;
    if (std::string fault = fault_of_claims(*claims, rules, now, said); !fault.empty()) return refused(fault);
    return {std::move(said), {}};
}

}  // namespace mallctl::access
