// Accounts that an issuer of tokens vouches for. A subject of an issuer is linked with an account by who is
// signed in to it: an e-mail address, verified or not, links nothing, as issuers verify addresses that later
// belong to others.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "access/jwt.hpp"
#include "core/clock.hpp"
#include "core/uuid.hpp"
#include "db/access/identity_repository.hpp"
#include "db/session.hpp"
#include "operations/access/credentials.hpp"

namespace mallctl::operations {

// Who a checked bearer token is for. Of a subject that is linked: the account, with the rights of its rows
// but those of roles that need the second factor, and without sensitive permissions, as no token says that
// the second factor was given to us; where the token's scope names permissions, no others. Of any other
// subject: a shopper. Nothing for an account that is disabled.
std::optional<KnownCaller> principal_of_claims(db::Session& session, const access::Claims& claims);

// Throws core::DeniedError where the account has a second factor and `second_factor_at` is older than
// access::step_up_time or nothing, and where it is disabled: another way to sign in is not for whoever found
// a session.
void require_fresh_factor(db::Session& session, const core::Uuid& account,
                          const std::optional<core::Instant>& second_factor_at, core::Instant now);

// Links the subject with the account. Throws core::Error(conflict) where it is linked, with this or with
// another account; core::DeniedError as require_fresh_factor().
db::Identity link_identity(db::Session& session, const core::Uuid& account, std::string_view issuer,
                           std::string_view subject, const std::optional<core::Instant>& second_factor_at,
                           core::Instant now);

std::vector<db::Identity> identities_of(db::Session& session, const core::Uuid& account);

// False where the account has no such identity.
bool unlink_identity(db::Session& session, const core::Uuid& account, const core::Uuid& id,
                     core::Instant now);

}  // namespace mallctl::operations
