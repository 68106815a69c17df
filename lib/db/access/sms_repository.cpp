#include "db/access/sms_repository.hpp"

#include "db/access/instants.hpp"
#include "db/transaction_impl.hpp"

namespace mallctl::db {

SmsCounts count_sms(Transaction& transaction, std::string_view phone, std::string_view from,
                    std::chrono::seconds recently, core::Instant now) {
    Work& work = transaction.impl().work;
    work.run("select pg_advisory_xact_lock(hashtextextended('mallctl sms', 0))");
    const Rows rows = work.run(
        "select count(*) filter (where phone = $1 and created_at > $3::timestamptz), "
        "count(*) filter (where phone = $1), "
        "count(*) filter (where asked_from = $2 and created_at > $3::timestamptz), "
        "count(*) filter (where created_at > $4::timestamptz) "
        "from mallctl.sms_attempt where created_at > $5::timestamptz "
        "and (phone = $1 or asked_from = $2 or created_at > $4::timestamptz)",
        Params()
            .add(phone)
            .add(from)
            .add(core::format_instant(now - recently))
            .add(core::format_instant(now - std::chrono::hours{1}))
            .add(core::format_instant(now - std::chrono::hours{24})));
    return {rows.integer(0, 0), rows.integer(0, 1), rows.integer(0, 2), rows.integer(0, 3)};
}

void insert_sms_attempt(Transaction& transaction, const SmsAttempt& attempt) {
    transaction.impl().work.run(
        "insert into mallctl.sms_attempt (digest, phone, code_mac, asked_from, created_at, expires_at) "
        "values ($1, $2, $3, $4, $5::timestamptz, $6::timestamptz)",
        Params()
            .add(attempt.digest)
            .add(attempt.phone)
            .add(attempt.code_mac)
            .add(attempt.asked_from)
            .add(core::format_instant(attempt.created))
            .add(core::format_instant(attempt.expires)));
}

std::optional<SmsAttempt> try_sms_attempt(Transaction& transaction, std::string_view digest, int most,
                                          core::Instant now) {
    const Rows rows = transaction.impl().work.run(
        "update mallctl.sms_attempt set tries = tries + 1 "
        "where digest = $1 and used_at is null and expires_at > $2::timestamptz and tries < $3::int "
        "returning phone, code_mac, asked_from, extract(epoch from created_at)::bigint, "
        "extract(epoch from expires_at)::bigint",
        Params().add(digest).add(core::format_instant(now)).add(std::int64_t{most}));
    if (rows.empty()) return std::nullopt;
    return SmsAttempt{std::string(digest),          std::string(rows.text(0, 0)),
                      std::string(rows.text(0, 1)), std::string(rows.text(0, 2)),
                      *instant_or_null(rows, 0, 3), *instant_or_null(rows, 0, 4)};
}

void mark_sms_used(Transaction& transaction, std::string_view digest, core::Instant now) {
    transaction.impl().work.run("update mallctl.sms_attempt set used_at = $2::timestamptz where digest = $1",
                                Params().add(digest).add(core::format_instant(now)));
}

}  // namespace mallctl::db
