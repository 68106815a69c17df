#include "db/access/credential_repository.hpp"
#include "db/access/instants.hpp"
#include "db/transaction_impl.hpp"

namespace mallctl::db {

void insert_invitation(Transaction& transaction, const Invitation& invitation, core::Instant now) {
    Work& work = transaction.impl().work;
    work.run(
        "delete from mallctl.invitation where accepted_at is null and mall is not distinct from $1::uuid "
        "and user_id is not distinct from $2::uuid and (mall is not null or login = $3)",
        Params().add(invitation.mall).add(invitation.user).add(invitation.login));
    work.run(
        "insert into mallctl.invitation (digest, mall, user_id, login, made_by, created_at, expires_at) "
        "values ($1, $2, $3, $4, $5, $6::timestamptz, $7::timestamptz)",
        Params()
            .add(invitation.digest)
            .add(invitation.mall)
            .add(invitation.user)
            .add(invitation.login)
            .add(invitation.made_by)
            .add(core::format_instant(now))
            .add(core::format_instant(invitation.expires)));
}

std::optional<Invitation> find_invitation(Transaction& transaction, std::string_view digest,
                                          core::Instant now) {
    const Rows rows = transaction.impl().work.run(
        "select mall, user_id, login, made_by, extract(epoch from expires_at)::bigint "
        "from mallctl.invitation where digest = $1 and accepted_at is null and expires_at > $2::timestamptz "
        "for update",
        Params().add(digest).add(core::format_instant(now)));
    if (rows.empty()) return std::nullopt;
    return Invitation{std::string(digest),          rows.uuid_or_null(0, 0),
                      rows.uuid_or_null(0, 1),      std::string(rows.text(0, 2)),
                      std::string(rows.text(0, 3)), *instant_or_null(rows, 0, 4)};
}

void mark_accepted(Transaction& transaction, std::string_view digest, core::Instant now) {
    transaction.impl().work.run(
        "update mallctl.invitation set accepted_at = $2::timestamptz where digest = $1",
        Params().add(digest).add(core::format_instant(now)));
}

}  // namespace mallctl::db
