#include "db/vouchers.hpp"

#include "db/transaction_impl.hpp"

namespace mallctl::db {

namespace {

core::Instant instant_of(const Rows& rows, int column) {
    return core::Instant{std::chrono::seconds{rows.integer(0, column)}};
}

PaymentOutcome parse_outcome(std::string_view text) {
    if (text == "paid") return PaymentOutcome::paid;
    if (text == "paid_before") return PaymentOutcome::paid_before;
    return text == "unknown_voucher" ? PaymentOutcome::unknown_voucher : PaymentOutcome::other_amount;
}

// Marks the voucher paid; the row lock of the update orders two events about one voucher.
PaymentOutcome mark_paid(Work& work, const core::Uuid& mall, const Payment& payment, core::Instant at) {
    const Rows rows = work.run(
        "select amount_minor, currency, paid_at is not null from mallctl.voucher "
        "where mall_id = $1::uuid and id = $2::uuid for update",
        Params().add(mall).add(payment.voucher));
    if (rows.empty()) return PaymentOutcome::unknown_voucher;
    if (rows.integer(0, 0) != payment.amount_minor || rows.text(0, 1) != payment.currency)
        return PaymentOutcome::other_amount;
    if (rows.flag(0, 2)) return PaymentOutcome::paid_before;
    work.run(
        "update mallctl.voucher set paid_at = $3::timestamptz where mall_id = $1::uuid and id = $2::uuid",
        Params().add(mall).add(payment.voucher).add(core::format_instant(at)));
    return PaymentOutcome::paid;
}

}  // namespace

std::optional<Voucher> find_voucher(Transaction& transaction, const core::Uuid& id) {
    const Rows rows = transaction.impl().work.run(
        "select v.offer, v.amount_minor, v.currency, v.buyer, extract(epoch from v.created_at)::bigint, "
        "extract(epoch from v.paid_at)::bigint, exists (select from mallctl.redemption r "
        "where r.mall_id = v.mall_id and r.offer_id = v.offer_id and r.id = v.id) "
        "from mallctl.voucher v where v.mall_id = $1::uuid and v.id = $2::uuid",
        Params().add(mall_of(transaction)).add(id));
    if (rows.empty()) return std::nullopt;
    Voucher voucher;
    voucher.id = id;
    voucher.offer = rows.text(0, 0);
    voucher.amount_minor = rows.integer(0, 1);
    voucher.currency = rows.text(0, 2);
    voucher.buyer = rows.text(0, 3);
    voucher.created_at = instant_of(rows, 4);
    if (!rows.is_null(0, 5)) voucher.paid_at = instant_of(rows, 5);
    voucher.redeemed = rows.flag(0, 6);
    return voucher;
}

bool add_voucher(Transaction& transaction, const core::Uuid& id, std::string_view offer,
                 std::string_view currency, std::string_view buyer, core::Instant at) {
    const Rows rows = transaction.impl().work.run(
        "with bought as (select id, slug, price_minor from mallctl.offer "
        "where mall_id = $1::uuid and slug = $3 and price_minor > 0), "
        "made as (insert into mallctl.voucher (mall_id, id, offer_id, offer, amount_minor, currency, buyer, "
        "created_at) select $1::uuid, $2::uuid, id, slug, price_minor, $4, $5, $6::timestamptz from bought "
        "on conflict do nothing) select from bought",
        Params()
            .add(mall_of(transaction))
            .add(id)
            .add(offer)
            .add(currency)
            .add(buyer)
            .add(core::format_instant(at)));
    return !rows.empty();
}

const char* to_string(PaymentOutcome outcome) {
    switch (outcome) {
        case PaymentOutcome::paid:
            return "paid";
        case PaymentOutcome::paid_before:
            return "paid_before";
        case PaymentOutcome::unknown_voucher:
            return "unknown_voucher";
        case PaymentOutcome::other_amount:
            break;
    }
    return "other_amount";
}

PaymentOutcome take_payment(Transaction& transaction, const Payment& payment, core::Instant at) {
    Work& work = transaction.impl().work;
    const core::Uuid& mall = mall_of(transaction);
    // Two deliveries of one event at once: the second waits here, and then finds what the first has kept.
    work.run(
        "select pg_advisory_xact_lock(hashtextextended(concat_ws(' ', 'mallctl.payment', $1::text, "
        "$2::text), 0))",
        Params().add(mall).add(payment.event));
    const Rows known =
        work.run("select outcome from mallctl.payment_event where mall_id = $1::uuid and id = $2",
                 Params().add(mall).add(payment.event));
    if (!known.empty()) return parse_outcome(known.text(0, 0));
    const PaymentOutcome outcome = mark_paid(work, mall, payment, at);
    work.run(
        "insert into mallctl.payment_event (mall_id, id, kind, voucher_id, outcome, received_at) "
        "values ($1::uuid, $2, $3, $4::uuid, $5, $6::timestamptz)",
        Params()
            .add(mall)
            .add(payment.event)
            .add(payment.kind)
            .add(payment.voucher)
            .add(to_string(outcome))
            .add(core::format_instant(at)));
    return outcome;
}

}  // namespace mallctl::db
