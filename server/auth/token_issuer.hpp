// An issuer of tokens that the operator trusts: what its tokens must say, and its keys.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "access/jwt.hpp"
#include "server/auth/issuer_keys.hpp"

namespace mallctl::server {

class TokenIssuer {
  public:
    TokenIssuer(access::JwtRules rules, KeySource source, IssuerKeysOptions options = {})
        : rules_(std::move(rules)), keys_(std::move(source), options) {}

    // A name of the token under the keys that are known now, which changes with them: what was found out of a
    // token is kept by it, and gone with the key that signed it. Nothing while no keys are known. Never
    // blocks.
    std::optional<std::string> digest(std::string_view token) const;

    struct Checked {
        access::CheckedJwt jwt;
        std::string digest;  // under the keys that it was checked with
    };

    // May wait for the issuer, see IssuerKeys::wait_for(). Throws core::Error(unreachable) where the key
    // cannot be had just now.
    Checked check(std::string_view token, core::Instant now) const;

  private:
    const access::JwtRules rules_;
    IssuerKeys keys_;
};

}  // namespace mallctl::server
