#include "db/idempotency.hpp"

#include "core/error.hpp"
#include "db/transaction_impl.hpp"

namespace mallctl::db {

namespace {

using core::Error;
using core::Fault;

constexpr const char* where_key = " mall_id = $1::uuid and principal = $2 and route = $3 and key = $4 ";

Params params_of(Transaction& transaction, const IdempotencyKey& key) {
    Params params;
    params.add(mall_of(transaction)).add(key.principal).add(key.route).add(key.key);
    return params;
}

std::string oldest(core::Instant now) {
    return core::format_instant(now - idempotency_time);
}

}  // namespace

std::optional<KeptAnswer> find_answer(Transaction& transaction, const IdempotencyKey& key,
                                      core::Instant now) {
    const Rows rows = transaction.impl().work.run(
        std::string("select status, fingerprint, answer::text from mallctl.idempotency where") + where_key +
            "and created_at > $5::timestamptz",
        params_of(transaction, key).add(oldest(now)));
    if (rows.empty()) return std::nullopt;
    return KeptAnswer{static_cast<int>(rows.integer(0, 0)), std::string(rows.text(0, 1)),
                      std::string(rows.text(0, 2))};
}

void claim_key(Transaction& transaction, const IdempotencyKey& key, core::Instant now) {
    Work& work = transaction.impl().work;
    const Rows claimed = work.run(
        "select pg_try_advisory_xact_lock(hashtextextended(concat_ws(' ', 'mallctl.idempotency', $1::text, "
        "$2::text, $3::text, $4::text), 0))",
        params_of(transaction, key));
    if (!claimed.flag(0, 0) || find_answer(transaction, key, now)) {
        throw Error(Fault::conflict, "a request with this Idempotency-Key is being answered",
                    "wait for its answer, or send it again for the same one");
    }
}

std::int64_t forget_answers(Transaction& transaction, core::Instant now, std::int64_t most) {
    return transaction.impl()
        .work
        .run(
            "with gone as (delete from mallctl.idempotency where mall_id = $1::uuid and (principal, route, "
            "key) in (select principal, route, key from mallctl.idempotency where mall_id = $1::uuid "
            "and created_at <= $2::timestamptz order by created_at limit $3::bigint) returning 1) "
            "select count(*) from gone",
            Params().add(mall_of(transaction)).add(oldest(now)).add(most))
        .integer(0, 0);
}

void keep_answer(Transaction& transaction, const IdempotencyKey& key, int status, const std::string& answer,
                 core::Instant now) {
    Work& work = transaction.impl().work;
    forget_answers(transaction, now, 100);
    work.run(std::string("delete from mallctl.idempotency where") + where_key +
                 "and created_at <= $5::timestamptz",
             params_of(transaction, key).add(oldest(now)));
    work.run(
        "insert into mallctl.idempotency (mall_id, principal, route, key, fingerprint, status, answer, "
        "created_at) values ($1::uuid, $2, $3, $4, $5, $6::integer, $7::jsonb, $8::timestamptz)",
        params_of(transaction, key)
            .add(key.fingerprint)
            .add(std::int64_t{status})
            .add(answer)
            .add(core::format_instant(now)));
}

}  // namespace mallctl::db
