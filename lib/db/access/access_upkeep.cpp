#include "db/access/access_upkeep.hpp"

#include <algorithm>

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

}  // namespace mallctl::db
