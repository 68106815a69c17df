// What a caller shows: sessions and API keys, by the digests of their tokens; and the invitations that lead
// to an account. All of transactions without a mall, unless said otherwise.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "core/uuid.hpp"
#include "db/session.hpp"

namespace mallctl::db {

// What opened a session.
enum class SessionMethod : std::uint8_t {
    password,
    identity,  // an issuer of tokens
    sms,       // a code sent to a telephone
};

// "password", "identity", "sms".
std::string_view to_string(SessionMethod method);

struct AccountSession {
    std::string digest;
    core::Uuid account;
    core::Instant created;
    core::Instant last_used;
    core::Instant expires;
    std::optional<core::Instant> second_factor_at;
    SessionMethod method = SessionMethod::password;
};

void insert_session(Transaction& transaction, const AccountSession& session);

// Nothing for one that is unknown, revoked or over at `now`.
std::optional<AccountSession> find_session(Transaction& transaction, std::string_view digest,
                                           core::Instant now);

void touch_session(Transaction& transaction, std::string_view digest, core::Instant now);
void set_second_factor(Transaction& transaction, std::string_view digest, core::Instant now);

// False where it was not there, or over already.
bool revoke_session(Transaction& transaction, std::string_view digest, core::Instant now);
// Returns how many were open. `but` stays (a digest; empty: none).
std::int64_t revoke_sessions(Transaction& transaction, const core::Uuid& account, std::string_view but,
                             core::Instant now);

struct ApiKey {
    core::Uuid id;
    core::Uuid mall;
    std::string name;
    std::vector<std::string> permissions;
    std::string made_by;
    core::Instant created;
    std::optional<core::Instant> expires;
    std::optional<core::Instant> revoked;
    std::string last_used_on;  // "2026-03-01"; empty: never
};

// Throws core::Error(rejected) where the mall has a key of this name.
void insert_api_key(Transaction& transaction, const ApiKey& key, std::string_view digest);

// Nothing for one that is unknown, revoked or over at `now`.
std::optional<ApiKey> find_api_key(Transaction& transaction, std::string_view digest, core::Instant now);

// Those of a mall by name, with `revoked` those that ended too, the newest last.
std::vector<ApiKey> list_api_keys(Transaction& transaction, const core::Uuid& mall, bool revoked);

// Notes the day once.
void touch_api_key(Transaction& transaction, const core::Uuid& id, core::Instant now);

// False where there is no such key that holds.
bool revoke_api_key(Transaction& transaction, const core::Uuid& mall, std::string_view name,
                    core::Instant now);

struct Invitation {
    std::string digest;
    std::optional<core::Uuid> mall;  // nothing: for the administration of the platform
    std::optional<core::Uuid> user;
    std::string login;
    std::string made_by;
    core::Instant expires;
};

// Ends the invitations for the same that are open.
void insert_invitation(Transaction& transaction, const Invitation& invitation, core::Instant now);

// Nothing for one that is unknown, accepted or over at `now`. Nobody else takes it until the transaction
// ends.
std::optional<Invitation> find_invitation(Transaction& transaction, std::string_view digest,
                                          core::Instant now);

void mark_accepted(Transaction& transaction, std::string_view digest, core::Instant now);

}  // namespace mallctl::db
