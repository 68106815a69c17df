// Whom a token stands for.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "access/principal.hpp"
#include "core/clock.hpp"
#include "db/session.hpp"

namespace mallctl::operations {

struct KnownCaller {
    access::Principal principal;
    std::optional<core::Instant> expires;  // of the session or key; nothing: none
};

// The caller of a session's token or an API key, with the rights that it has now: of a row of a mall's users
// only where the account was invited for it, and of a role that needs a second factor only where the account
// has one and gave it in this session. Nothing for a token that is unknown, revoked or over.
std::optional<KnownCaller> principal_of(db::Session& session, std::string_view token, core::Instant now);

}  // namespace mallctl::operations
