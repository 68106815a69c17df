#include "server/auth/token_issuer.hpp"

#include <fmt/format.h>

#include "access/token.hpp"
#include "core/error.hpp"

namespace mallctl::server {

namespace {

std::string digest_under(std::string_view token, std::uint64_t generation) {
    return fmt::format("{}:{}", access::token_digest(token), generation);
}

}  // namespace

std::optional<std::string> TokenIssuer::digest(std::string_view token) const {
    const IssuerKeys::Known known = keys_.known();
    if (!known.keys) return std::nullopt;
    return digest_under(token, known.generation);
}

TokenIssuer::Checked TokenIssuer::check(std::string_view token, core::Instant now) const {
    const std::string key = access::key_named_by(token);
    const IssuerKeys::Known known = keys_.wait_for(key);
    const bool found = known.keys && known.keys->find(key) != nullptr;
    if (!known.keys || (!found && !known.sure)) {
        throw core::Error(core::Fault::unreachable,
                          fmt::format("the keys of {} cannot be had just now", rules_.issuer),
                          "look whether the issuer's keys can be fetched from here");
    }
    return {access::check_jwt(token, *known.keys, rules_, now), digest_under(token, known.generation)};
}

}  // namespace mallctl::server
