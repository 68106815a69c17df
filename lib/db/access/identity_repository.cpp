#include "db/access/identity_repository.hpp"

#include "db/access/instants.hpp"
#include "db/transaction_impl.hpp"

namespace mallctl::db {

namespace {

Identity read_identity(const Rows& rows, std::size_t i) {
    return {rows.uuid(i, 0), std::string(rows.text(i, 1)), std::string(rows.text(i, 2)), rows.uuid(i, 3),
            *instant_or_null(rows, i, 4)};
}

}  // namespace

std::optional<Identity> find_identity(Transaction& transaction, std::string_view issuer,
                                      std::string_view subject) {
    const Rows rows = transaction.impl().work.run(
        "select id, issuer, subject, account_id, extract(epoch from linked_at)::bigint "
        "from mallctl.account_identity where issuer = $1 and subject = $2",
        Params().add(issuer).add(subject));
    if (rows.empty()) return std::nullopt;
    return read_identity(rows, 0);
}

std::vector<Identity> list_identities(Transaction& transaction, const core::Uuid& account) {
    const Rows rows = transaction.impl().work.run(
        "select id, issuer, subject, account_id, extract(epoch from linked_at)::bigint "
        "from mallctl.account_identity where account_id = $1 "
        "order by issuer collate \"C\", subject collate \"C\"",
        Params().add(account));
    std::vector<Identity> identities;
    for (std::size_t i = 0; i < rows.size(); ++i) identities.push_back(read_identity(rows, i));
    return identities;
}

bool insert_identity(Transaction& transaction, const Identity& identity) {
    return !transaction.impl()
                .work
                .run(
                    "insert into mallctl.account_identity (id, issuer, subject, account_id, linked_at) "
                    "values ($1, $2, $3, $4, $5::timestamptz) on conflict do nothing returning 1",
                    Params()
                        .add(identity.id)
                        .add(identity.issuer)
                        .add(identity.subject)
                        .add(identity.account)
                        .add(core::format_instant(identity.linked)))
                .empty();
}

std::optional<Identity> delete_identity(Transaction& transaction, const core::Uuid& account,
                                        const core::Uuid& id) {
    const Rows rows = transaction.impl().work.run(
        "delete from mallctl.account_identity where account_id = $1 and id = $2 "
        "returning id, issuer, subject, account_id, extract(epoch from linked_at)::bigint",
        Params().add(account).add(id));
    if (rows.empty()) return std::nullopt;
    return read_identity(rows, 0);
}

bool use_nonce(Transaction& transaction, std::string_view digest, core::Instant expires) {
    return !transaction.impl()
                .work
                .run(
                    "insert into mallctl.used_nonce (digest, expires_at) values ($1, $2::timestamptz) "
                    "on conflict do nothing returning 1",
                    Params().add(digest).add(core::format_instant(expires)))
                .empty();
}

}  // namespace mallctl::db
