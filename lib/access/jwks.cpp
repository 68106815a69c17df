#include "access/jwks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "access/base64url.hpp"
#include "access/bounded_json.hpp"
#include "access/public_key.hpp"
#include "core/error.hpp"

namespace mallctl::access {

using core::Error;
using core::Fault;
using nlohmann::json;

namespace {

constexpr std::size_t longest_set = std::size_t{64} * 1024;
constexpr std::size_t most_keys = 64;
constexpr std::size_t longest_id = 200;

[[noreturn]] void refuse(const std::string& why) {
    throw Error(Fault::rejected, "the key set is refused: " + why,
                "take the document that the issuer's jwks_uri answers");
}

std::string bytes_at(const json& key, const char* name) {
    const auto text = text_at(key, name);
    const auto bytes = text ? from_base64url(*text) : std::nullopt;
    return bytes.value_or(std::string());
}

// For other uses (RFC 7517 section 4.2 to 4.4).
bool is_for_signatures(const json& key, const char* algorithm) {
    const auto use = text_at(key, "use");
    const auto alg = text_at(key, "alg");
    return (!use || *use == "sig") && (!alg || *alg == algorithm);
}

// Nothing for a key of another kind.
std::optional<PublicKey> read_key(const json& key) {
    const auto id = text_at(key, "kid");
    const auto type = text_at(key, "kty");
    if (!id || id->empty() || id->size() > longest_id || !type) return std::nullopt;
    std::optional<PublicKey> made;
    if (*type == "RSA" && is_for_signatures(key, "RS256")) {
        made = rsa_key(*id, bytes_at(key, "n"), bytes_at(key, "e"));
    } else if (*type == "EC" && is_for_signatures(key, "ES256") && text_at(key, "crv") == "P-256") {
        made = p256_key(*id, bytes_at(key, "x"), bytes_at(key, "y"));
    } else {
        return std::nullopt;
    }
    if (!made) refuse(fmt::format("a key of type {} is broken or too weak", *type));
    return made;
}

}  // namespace

KeySet KeySet::parse(std::string_view text) {
    if (text.size() > longest_set) refuse(fmt::format("it is longer than {} bytes", longest_set));
    const auto document = read_object(text);
    if (!document) refuse("it is no JSON object");
    const auto keys = document->find("keys");
    if (keys == document->end() || !keys->is_array()) refuse("it has no list \"keys\"");
    if (keys->size() > most_keys) refuse(fmt::format("it has more than {} keys", most_keys));
    KeySet set;
    for (const json& key : *keys) {
        if (!key.is_object()) refuse("one of its keys is no object");
        auto made = read_key(key);
        if (!made) continue;
        if (set.find(made->id()) != nullptr) refuse("two of its keys have one id");
        set.keys_.push_back(*std::move(made));
    }
    return set;
}

const PublicKey* KeySet::find(std::string_view id) const {
    const auto found =
        std::find_if(keys_.begin(), keys_.end(), [&](const PublicKey& key) { return key.id() == id; });
    return found == keys_.end() ? nullptr : &*found;
}

}  // namespace mallctl::access
