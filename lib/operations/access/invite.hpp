// How somebody comes to an account: an operator invites, the one invited accepts. Nobody gets a right by
// claiming an address.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "db/session.hpp"

namespace mallctl::operations {

inline constexpr std::chrono::hours invitation_time{24 * 7};

struct MadeInvitation {
    std::string token;  // shown once
    std::string login;
    core::Instant expires;
};

// Invites the e-mail address of a row of the mall's users to have an account for that row. Ends an invitation
// for the same row that is open. Throws core::Error(failed) for an unknown mall or row, (rejected) for a row
// without an address.
MadeInvitation invite_user(db::Session& session, std::string_view mall, std::string_view slug,
                           core::Instant now);

// Makes somebody an administrator of the platform: at once where the login has an account with a second
// factor (then nothing is returned), else by an invitation. Throws core::Error(rejected) for no address.
std::optional<MadeInvitation> grant_platform_admin(db::Session& session, std::string_view login,
                                                   core::Instant now);

// Takes it back at once. Throws core::Error(failed) where the login has no such right.
void revoke_platform_admin(db::Session& session, std::string_view login, core::Instant now);

// What the page that accepts shows.
struct OpenInvitation {
    std::string login;
    bool has_account = false;  // then `password` is that of the account
    bool needs_totp = false;   // a second factor must be set up, with this secret:
    std::string totp_secret;   // of this invitation; empty where the account has one
    std::string totp_uri;
};

// Throws core::DeniedError for a token that is no invitation, or one that was accepted or is over.
OpenInvitation look_at_invitation(db::Session& session, std::string_view token, core::Instant now);

struct Acceptance {
    std::string token;
    std::string password;
    // Of the new authenticator, or of the account's where it has one; may be empty where none is needed.
    std::string code;
};

struct Accepted {
    std::string login;
    std::vector<std::string> recovery_codes;  // shown once; empty where the second factor was not set up now
};

// Makes the account, or takes the one that the address has (then the password and the code must be right),
// and links it with the row. Throws as look_at_invitation, core::DeniedError for a wrong password or code,
// core::Error(rejected) for a password that is too short.
Accepted accept_invitation(db::Session& session, const Acceptance& acceptance, core::Instant now);

}  // namespace mallctl::operations
