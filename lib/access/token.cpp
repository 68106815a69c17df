#include "access/token.hpp"

#include <array>
#include <utility>

#include "access/base64url.hpp"
#include "access/random.hpp"
#include "core/digest.hpp"

namespace mallctl::access {

namespace {

constexpr std::size_t token_bytes = 32;
constexpr std::array<std::pair<TokenKind, std::string_view>, 4> prefixes{{{TokenKind::api_key, "mk_"},
                                                                          {TokenKind::session, "ms_"},
                                                                          {TokenKind::invitation, "mi_"},
                                                                          {TokenKind::attempt, "mo_"}}};

}  // namespace

std::string make_token(TokenKind kind) {
    for (const auto& [known, prefix] : prefixes) {
        if (known == kind) return std::string(prefix) + to_base64url(random_bytes(token_bytes));
    }
    return {};
}

std::optional<TokenKind> token_kind(std::string_view token) {
    for (const auto& [kind, prefix] : prefixes) {
        if (!token.starts_with(prefix)) continue;
        const auto bytes = from_base64url(token.substr(prefix.size()).substr(0, 2 * token_bytes));
        if (bytes && bytes->size() == token_bytes && token.size() == prefix.size() + 43) return kind;
    }
    return std::nullopt;
}

std::string token_digest(std::string_view token) {
    return core::sha256_hex(token);
}

}  // namespace mallctl::access
