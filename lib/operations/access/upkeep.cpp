#include "operations/access/upkeep.hpp"

#include "db/access/access_log.hpp"
#include "db/access/signing_secrets.hpp"

namespace mallctl::operations {

std::optional<db::Pruned> keep_access_tidy(db::Session& session, const AccessUpkeep& upkeep,
                                           core::Instant now) {
    // A node that has not heard of the new secret yet still signs with the old one.
    constexpr std::chrono::hours margin{24};
    db::Transaction transaction(session, std::nullopt, db::Transaction::Mode::write);
    if (!db::lock_access_upkeep(transaction)) return std::nullopt;
    const db::Pruned pruned = db::prune_access(transaction, upkeep.retention, now);
    if (db::rotate_signing_secret(transaction, upkeep.secret_life, guest_time + margin, now))
        db::record_access(transaction, {"mallctl serve", "rotated", "signing secret", std::nullopt}, now);
    transaction.commit();
    return pruned;
}

}  // namespace mallctl::operations
