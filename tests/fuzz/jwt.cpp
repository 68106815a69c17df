// Bearer tokens, key sets, signed guest sessions and the other texts that come as a credential.
#include "access/jwt.hpp"

#include "access/base64url.hpp"
#include "access/guest.hpp"
#include "access/recovery_codes.hpp"
#include "access/sealed.hpp"
#include "access/token.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace mallctl;
using namespace mallctl::access;

// Public keys of an issuer whose private ones signed the seeds, and are gone.
constexpr const char* key_set =
    R"({"keys":[{"kty":"EC","x":"xiafKNcQIb0waF6Azg9NJfNbAkv2yUxhlVbrRryytbI","y":"j_Cn6Y69d_PJkIVXf9Ahjj7uNvkdk8EOAWqQ6Kdjh4Q","crv":"P-256","kid":"e1","use":"sig","alg":"ES256"},{"kty":"RSA","n":"wVEwMuwEtfmAj26UV1QFsrxb_oZV92eIzdENeTqIMw7uGMPeqezzmoSfv0fFVtQOpwkKiPLKn42gojwnVMmpxT6OI9SzaLA2jIoif_grKGIEdTFis8ogTUuggIHLksdUrv3BIPHE952hOlEVLcU3muv9D3R3H6JROoZz7uxVdnKzU7E8legOI0QrGBSKxMEcHk9vTvC842dQ6Z3YPknpSN1q34ZlE50CWBM0z8gppcvuCUHSDXAR0w9H_ApEMUUUfW8_NLl5lSpq05nzXrabeGAJUf7YlSI5N3CMfJ8BnAPuchedeQ9xTtWLwXqFbqJu750xrwmfjceudl4v6sV3jw","e":"AQAB","kid":"r1","use":"sig","alg":"RS256"}]})";

constexpr core::Instant now{std::chrono::seconds{4102441200}};

void check_token(const std::string& text) {
    static const KeySet keys = KeySet::parse(key_set);
    const JwtRules rules{"https://issuer.example", "mallctl"};
    const CheckedJwt checked = check_jwt(text, keys, rules, now);
    fuzz::require(checked.claims.has_value() == checked.fault.empty(), "claims or a fault, never both");
    if (!checked.claims) return;
    // Nobody has the private keys: what passes is what was signed.
    fuzz::require(checked.claims->subject == "u1", "a token that was not signed passes");
    fuzz::require(text.size() <= longest_jwt && looks_like_jwt(text), "a token has the form of one");
}

void check_alphabets(const std::string& text) {
    if (const auto bytes = from_base64url(text))
        fuzz::require(to_base64url(*bytes) == text, "bytes have one text in base64url");
    if (const auto bytes = from_base32(text))
        fuzz::require(to_base32(*bytes) == text, "bytes have one text in base32");
    fuzz::require(from_base64url(to_base64url(text)) == text, "base64url turns back");
    fuzz::require(from_base32(to_base32(text)) == text, "base32 turns back");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text = fuzz::to_text(data, size);
    check_token(text);
    check_alphabets(text);
    fuzz::attempt([&] { return KeySet::parse(text).size(); });
    const SigningSecret secret{"AAAAAAAA", "a secret that no seed was signed with"};
    fuzz::require(!read_guest(text, std::span(&secret, 1), now), "a guest that was not signed passes");
    fuzz::require(!unseal(text, "a purpose", std::span(&secret, 1)), "a text that was not sealed opens");
    fuzz::require(unseal(seal(text.substr(0, 1024), "a purpose", secret), "a purpose",
                         std::span(&secret, 1)) == text.substr(0, 1024),
                  "what is sealed opens as it was");
    key_named_by(text);
    token_kind(text);
    recovery_digest(text);
    return 0;
}
