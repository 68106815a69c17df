#include "db/redemptions.hpp"

#include "db/transaction_impl.hpp"

namespace mallctl::db {

namespace {

std::optional<std::int64_t> integer_or_null(const Rows& rows, int column) {
    if (rows.is_null(0, column)) return std::nullopt;
    return rows.integer(0, column);
}

std::optional<core::Instant> instant_or_null(const Rows& rows, int column) {
    const auto seconds = integer_or_null(rows, column);
    if (!seconds) return std::nullopt;
    return core::Instant{std::chrono::seconds{*seconds}};
}

}  // namespace

std::optional<RedeemedOffer> redeem(Transaction& transaction, std::string_view offer, const core::Uuid& id,
                                    std::string_view redeemer, core::Instant at) {
    Work& work = transaction.impl().work;
    work.run("select set_config('lock_timeout', '5s', true)");
    // Who waits for the row of the offer asks again whether it is live and under its cap. The redemptions it
    // sees are those from before it waited: then the primary key refuses the second one, and with it the
    // whole statement.
    const Rows rows = work.run(
        "with taken as ("
        "update mallctl.offer o set redeemed = o.redeemed + 1 where o.mall_id = $1::uuid and o.slug = $2 "
        "and not o.draft and (o.\"from\" is null or o.\"from\" <= $5::timestamptz) "
        "and (o.\"to\" is null or o.\"to\" > $5::timestamptz) and (o.cap is null or o.redeemed < o.cap) "
        "and not exists (select from mallctl.redemption r "
        "where r.mall_id = $1::uuid and r.offer_id = o.id and r.id = $3::uuid) "
        "returning o.id, o.redeemed, o.cap"
        "), kept as (insert into mallctl.redemption (mall_id, offer_id, id, redeemed_at, redeemer) "
        "select $1::uuid, t.id, $3::uuid, $5::timestamptz, $4 from taken t) "
        "select redeemed, cap from taken",
        Params().add(mall_of(transaction)).add(offer).add(id).add(redeemer).add(core::format_instant(at)));
    if (rows.empty()) return std::nullopt;
    return RedeemedOffer{rows.integer(0, 0), integer_or_null(rows, 1)};
}

std::optional<OfferStanding> offer_standing(Transaction& transaction, std::string_view offer,
                                            const core::Uuid& id) {
    const Rows rows = transaction.impl().work.run(
        "select o.draft, extract(epoch from o.\"from\")::bigint, extract(epoch from o.\"to\")::bigint, "
        "o.cap, "
        "o.redeemed, exists (select from mallctl.redemption r "
        "where r.mall_id = o.mall_id and r.offer_id = o.id and r.id = $3::uuid), o.audience "
        "from mallctl.offer o where o.mall_id = $1::uuid and o.slug = $2",
        Params().add(mall_of(transaction)).add(offer).add(id));
    if (rows.empty()) return std::nullopt;
    OfferStanding standing;
    standing.draft = rows.flag(0, 0);
    standing.from = instant_or_null(rows, 1);
    standing.to = instant_or_null(rows, 2);
    standing.cap = integer_or_null(rows, 3);
    standing.redeemed = rows.integer(0, 4);
    standing.redeemed_before = rows.flag(0, 5);
    standing.audience = rows.text(0, 6);
    return standing;
}

}  // namespace mallctl::db
