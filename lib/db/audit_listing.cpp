#include "db/audit_listing.hpp"

#include <chrono>

#include "db/transaction_impl.hpp"

namespace mallctl::db {

std::vector<AuditEntry> list_audit(Transaction& transaction, const AuditFilter& filter) {
    Params params;
    params.add(mall_of(transaction)).add(filter.kind).add(filter.slug).add(filter.author).add(filter.action);
    params.add(filter.version);
    if (filter.after)
        params.add(filter.after->first).add(filter.after->second);
    else
        params.add_null().add_null();
    if (filter.since)
        params.add(core::format_instant(*filter.since));
    else
        params.add_null();
    params.add(filter.limit);
    const Rows rows = transaction.impl().work.run(
        "select a.version, a.seq, extract(epoch from v.committed_at)::bigint, v.author, v.kind, a.kind, "
        "coalesce(a.slug, ''), a.action, a.rows, coalesce(a.digest, ''), coalesce(a.before::text, ''), "
        "coalesce(a.after::text, '') from mallctl.audit a join mallctl.version v on v.mall_id = a.mall_id "
        "and v.number = a.version where a.mall_id = $1 and ($2 = '' or a.kind = $2) "
        "and ($3 = '' or a.slug = $3 or a.before ->> 'slug' = $3 or a.after ->> 'slug' = $3) "
        "and ($4 = '' or v.author = $4) and ($5 = '' or a.action = $5) "
        "and ($6::bigint is null or a.version = $6::bigint) and ($7::bigint is null or a.version < "
        "$7::bigint or a.version = $7::bigint and a.seq > $8::bigint) "
        "and ($9::timestamptz is null or v.committed_at >= $9::timestamptz) "
        "order by a.version desc, a.seq limit $10::bigint",
        params);
    std::vector<AuditEntry> entries;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        AuditEntry& entry = entries.emplace_back();
        entry.version = rows.integer(i, 0);
        entry.seq = rows.integer(i, 1);
        entry.committed_at = core::Instant(std::chrono::seconds(rows.integer(i, 2)));
        entry.author = rows.text(i, 3);
        entry.verb = rows.text(i, 4);
        entry.kind = rows.text(i, 5);
        entry.slug = rows.text(i, 6);
        entry.action = rows.text(i, 7);
        entry.rows = rows.integer(i, 8);
        entry.digest = rows.text(i, 9);
        entry.before = rows.text(i, 10);
        entry.after = rows.text(i, 11);
    }
    return entries;
}

}  // namespace mallctl::db
