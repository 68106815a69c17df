// Signing in with a password and a second factor, and what a session may then do to itself.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/clock.hpp"
#include "core/uuid.hpp"
#include "db/session.hpp"

namespace mallctl::operations {

// A session ends at the latest so long after signing in.
inline constexpr std::chrono::hours session_time{12};

// After so many failures an account takes no attempt for 30 s, and twice as long after each one more, up to
// 15 minutes.
inline constexpr int free_attempts = 5;

struct Attempt {
    std::string login;
    std::string password;
    std::string code;  // of the authenticator, or a recovery code; empty: none
    std::string from;  // where it comes from, for the log: an address
};

struct SignedIn {
    std::string token;  // shown once
    core::Instant expires;
    core::Uuid account;
    std::string login;
    bool second_factor = false;
};

// Makes a session. Throws core::DeniedError, always with the same message and after the same work, where the
// login is unknown, disabled or locked, or the password or the code is wrong, was used before or is missing.
// Each attempt counts before it is checked, so that many at once guess no more than one after another.
// Success and failure are in the log. A hash of older costs is made anew.
SignedIn sign_in(db::Session& session, const Attempt& attempt, core::Instant now);

// Gives the second factor again: a code of the authenticator (no recovery code). Throws core::DeniedError as
// sign_in.
void step_up(db::Session& session, std::string_view token, std::string_view code, core::Instant now);

// Ends a session; false where it had ended.
bool sign_out(db::Session& session, std::string_view token, core::Instant now);

// Ends every session of the account, but not that of `but` (a token; empty: none). Returns how many.
std::int64_t end_sessions(db::Session& session, const core::Uuid& account, std::string_view but,
                          core::Instant now);

}  // namespace mallctl::operations
