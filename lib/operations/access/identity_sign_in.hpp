// Signing in as a subject that an issuer of tokens vouches for.
#pragma once

#include <string>
#include <string_view>

#include "core/clock.hpp"
#include "db/session.hpp"
#include "operations/access/sign_in.hpp"

namespace mallctl::operations {

// What a checked ID token says, and where it was handed in.
struct IdentityProof {
    std::string issuer;
    std::string subject;
    std::string nonce;
    std::string from;  // an address, for the log
};

// Makes a session of the account that the subject is linked with. It has no second factor, whatever the
// issuer says of one: roles that need it wait for step_up. Throws core::DeniedError for a subject that is not
// linked, an account that is disabled, and a nonce that was taken before. Success and failure are in the log.
SignedIn sign_in_with_identity(db::Session& session, const IdentityProof& proof, core::Instant now);

// Accepts an invitation: makes the account without a password, links it with the row and with the subject,
// and signs in. An e-mail address of the issuer's is not looked at: who holds the invitation was invited.
// Throws core::DeniedError as look_at_invitation, where the subject is linked with an account already, where
// the address has an account (it signs in, and links the subject itself), and for a role that needs a second
// factor (its invitation is accepted with a password and an authenticator).
SignedIn accept_with_identity(db::Session& session, const IdentityProof& proof, std::string_view invitation,
                              core::Instant now);

// Throws as accept_with_identity, before anybody has been asked who they are.
void require_acceptable(db::Session& session, std::string_view invitation, core::Instant now);

}  // namespace mallctl::operations
