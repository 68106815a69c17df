#include "db/access/access_upkeep.hpp"

#include <algorithm>
#include <span>

#include "access/guest.hpp"
#include "core/hex.hpp"
#include "db/transaction_impl.hpp"

namespace mallctl::db {

namespace {

// Deletes by a statement with one instant.
std::int64_t remove(Work& work, const char* statement, core::Instant before) {
    return static_cast<std::int64_t>(work.run(statement, Params().add(core::format_instant(before))).size());
}

}  // namespace

bool lock_access_upkeep(Transaction& transaction) {
    return transaction.impl()
        .work.run("select pg_try_advisory_xact_lock(hashtextextended('mallctl access upkeep', 0))")
        .flag(0, 0);
}

Pruned prune_access(Transaction& transaction, const AccessRetention& retention, core::Instant now) {
    // A day more than the database asks for, so that the clocks of both may differ.
    const std::chrono::hours events = std::max(retention.events, std::chrono::hours{24 * 91});
    Work& work = transaction.impl().work;
    Pruned pruned;
    pruned.events = remove(work,
                           "delete from mallctl.access_event where written_at < $1::timestamptz and "
                           "written_at < clock_timestamp() - interval '91 days' returning 1",
                           now - events);
    pruned.sessions =
        remove(work, "delete from mallctl.account_session where expires_at < $1::timestamptz returning 1",
               now - retention.sessions);
    pruned.invitations =
        remove(work, "delete from mallctl.invitation where expires_at < $1::timestamptz returning 1",
               now - retention.sessions);
    pruned.codes =
        remove(work, "delete from mallctl.sms_attempt where created_at < $1::timestamptz returning 1",
               now - std::max(retention.codes, std::chrono::hours{24}));
    pruned.nonces =
        remove(work, "delete from mallctl.used_nonce where expires_at < $1::timestamptz returning 1", now);
    return pruned;
}

bool rotate_signing_secret(Transaction& transaction, std::chrono::seconds life, std::chrono::seconds grace,
                           core::Instant now) {
    Work& work = transaction.impl().work;
    work.run_script("lock table mallctl.signing_secret in share row exclusive mode");
    const bool due =
        work.run("select coalesce(max(created_at) < $1::timestamptz, false) from mallctl.signing_secret",
                 Params().add(core::format_instant(now - life)))
            .flag(0, 0);
    if (due) {
        const access::SigningSecret made = access::make_signing_secret();
        work.run(
            "insert into mallctl.signing_secret (id, bytes, created_at) values ($1, decode($2, 'hex'), "
            "$3::timestamptz)",
            Params()
                .add(made.id)
                .add(core::to_hex(std::as_bytes(std::span(made.bytes))))
                .add(core::format_instant(now)));
    }
    // A secret is no longer used to sign once there is a newer one.
    const Rows gone = work.run(
        "select id from mallctl.signing_secret s where exists (select from mallctl.signing_secret n "
        "where n.created_at > s.created_at and n.created_at < $1::timestamptz)",
        Params().add(core::format_instant(now - grace)));
    if (!gone.empty()) {
        work.run("delete from mallctl.signing_secret where id = any ($1::text[])",
                 Params().add(texts_to_array(gone.first_column())));
    }
    return due || !gone.empty();
}

}  // namespace mallctl::db
