#include <array>

#include "db/access/credential_repository.hpp"
#include "db/access/instants.hpp"
#include "db/transaction_impl.hpp"

namespace mallctl::db {

namespace {

constexpr std::array<std::string_view, 3> methods{"password", "identity", "sms"};

// One that this binary does not know has the least rights.
SessionMethod method_of(std::string_view name) {
    for (std::size_t i = 0; i < methods.size(); ++i) {
        if (methods[i] == name) return static_cast<SessionMethod>(i);
    }
    return SessionMethod::sms;
}

}  // namespace

std::string_view to_string(SessionMethod method) {
    return methods[static_cast<std::size_t>(method)];
}

void insert_session(Transaction& transaction, const AccountSession& session) {
    transaction.impl().work.run(
        "insert into mallctl.account_session (digest, account_id, created_at, last_used_at, expires_at, "
        "second_factor_at, method) values ($1, $2, $3::timestamptz, $4::timestamptz, $5::timestamptz, "
        "$6::timestamptz, $7)",
        Params()
            .add(session.digest)
            .add(session.account)
            .add(core::format_instant(session.created))
            .add(core::format_instant(session.last_used))
            .add(core::format_instant(session.expires))
            .add(instant_text(session.second_factor_at))
            .add(to_string(session.method)));
}

std::optional<AccountSession> find_session(Transaction& transaction, std::string_view digest,
                                           core::Instant now) {
    const Rows rows = transaction.impl().work.run(
        "select account_id, extract(epoch from created_at)::bigint, extract(epoch from "
        "last_used_at)::bigint, "
        "extract(epoch from expires_at)::bigint, extract(epoch from second_factor_at)::bigint, method "
        "from mallctl.account_session where digest = $1 and revoked_at is null and expires_at > "
        "$2::timestamptz",
        Params().add(digest).add(core::format_instant(now)));
    if (rows.empty()) return std::nullopt;
    return AccountSession{std::string(digest),          rows.uuid(0, 0),
                          *instant_or_null(rows, 0, 1), *instant_or_null(rows, 0, 2),
                          *instant_or_null(rows, 0, 3), instant_or_null(rows, 0, 4),
                          method_of(rows.text(0, 5))};
}

void touch_session(Transaction& transaction, std::string_view digest, core::Instant now) {
    transaction.impl().work.run(
        "update mallctl.account_session set last_used_at = $2::timestamptz where digest = $1",
        Params().add(digest).add(core::format_instant(now)));
}

void set_second_factor(Transaction& transaction, std::string_view digest, core::Instant now) {
    transaction.impl().work.run(
        "update mallctl.account_session set second_factor_at = $2::timestamptz where digest = $1",
        Params().add(digest).add(core::format_instant(now)));
}

bool revoke_session(Transaction& transaction, std::string_view digest, core::Instant now) {
    return !transaction.impl()
                .work
                .run(
                    "update mallctl.account_session set revoked_at = $2::timestamptz "
                    "where digest = $1 and revoked_at is null returning 1",
                    Params().add(digest).add(core::format_instant(now)))
                .empty();
}

std::int64_t revoke_sessions(Transaction& transaction, const core::Uuid& account, std::string_view but,
                             core::Instant now) {
    const Rows rows = transaction.impl().work.run(
        "update mallctl.account_session set revoked_at = $3::timestamptz "
        "where account_id = $1 and digest <> $2 and revoked_at is null and expires_at > $3::timestamptz "
        "returning 1",
        Params().add(account).add(but).add(core::format_instant(now)));
    return static_cast<std::int64_t>(rows.size());
}

}  // namespace mallctl::db
