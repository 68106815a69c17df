#include "server/endpoints/vouchers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "catalog/offer_state.hpp"
#include "core/error.hpp"
#include "db/redemptions.hpp"
#include "db/vouchers.hpp"
#include "operations/find_mall.hpp"
#include "operations/json_parts.hpp"
#include "server/http/problem.hpp"
#include "server/idempotency.hpp"
#include "server/in_mall.hpp"
#include "server/json_body.hpp"
#include "server/payment_signature.hpp"
#include "server/private_answer.hpp"

namespace mallctl::server {

namespace {

using access::Permission;
using operations::Json;

constexpr std::size_t longest_event = std::size_t{256} << 10;  // bytes

http::ProblemError conflict(std::string_view type, std::string title, std::string detail) {
    return http::ProblemError({409, type, std::move(title), std::move(detail), "", 0});
}

http::ProblemError unknown(std::string detail) {
    return http::ProblemError({404, "unknown-row", "There is no such row", std::move(detail), "", 0});
}

Json json_of(const db::Voucher& voucher) {
    Json json{{"id", core::to_string(voucher.id)},
              {"offer", voucher.offer},
              {"state", voucher.redeemed  ? "redeemed"
                        : voucher.paid_at ? "paid"
                                          : "unpaid"},
              {"price", {{"amount_minor", voucher.amount_minor}, {"currency", voucher.currency}}},
              {"created_at", core::format_instant(voucher.created_at)}};
    json["paid_at"] = voucher.paid_at ? Json(core::format_instant(*voucher.paid_at)) : Json(nullptr);
    return json;
}

void require_live(db::Transaction& transaction, std::string_view slug, const core::Uuid& id,
                  core::Instant now) {
    const auto standing = db::offer_standing(transaction, slug, id);
    if (!standing || standing->draft) throw unknown(fmt::format("there is no offer \"{}\"", slug));
    if (catalog::offer_state(false, standing->from, standing->to, now) != catalog::OfferState::live)
        throw conflict("offer-not-live", "The offer is not live",
                       fmt::format("offer \"{}\" is not live", slug));
    if (standing->cap && standing->redeemed >= *standing->cap)
        throw conflict("offer-used-up", "The offer is used up", fmt::format("offer \"{}\" is used up", slug));
}

// What an event says of a payment; nothing where it is about something else.
struct ToldPayment {
    std::string mall;
    db::Payment payment;
};

// Null where there is none, also of what is no object: the event may be anything.
nlohmann::json member_of(const nlohmann::json& object, const char* name) {
    return object.is_object() ? object.value(name, nlohmann::json()) : nlohmann::json();
}

std::string text_of(const nlohmann::json& object, const char* name) {
    const nlohmann::json member = member_of(object, name);
    return member.is_string() ? member.get<std::string>() : std::string();
}

// The kinds that tell that money has come: a checkout may be completed before that.
bool is_paid_event(const std::string& kind, const nlohmann::json& object) {
    if (kind == "payment_intent.succeeded") return true;
    const bool checkout =
        kind == "checkout.session.completed" || kind == "checkout.session.async_payment_succeeded";
    return checkout && text_of(object, "payment_status") == "paid";
}

std::optional<ToldPayment> payment_of(const nlohmann::json& event) {
    ToldPayment told;
    told.payment.event = text_member(event, "id");
    told.payment.kind = text_member(event, "type");
    if (told.payment.event.empty() || told.payment.event.size() > 255)
        throw_invalid("/id", "an event's id has 1 to 255 characters");
    const nlohmann::json object = member_of(member_of(event, "data"), "object");
    if (!is_paid_event(told.payment.kind, object)) return std::nullopt;
    const nlohmann::json metadata = member_of(object, "metadata");
    told.mall = text_of(metadata, "mall");
    const auto voucher = core::parse_uuid(text_of(metadata, "voucher"));
    if (told.mall.empty() || !voucher) return std::nullopt;
    told.payment.voucher = *voucher;
    const char* amount = told.payment.kind == "payment_intent.succeeded" ? "amount_received" : "amount_total";
    told.payment.amount_minor = integer_member(object, amount);
    told.payment.currency = text_member(object, "currency");
    for (char& c : told.payment.currency) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return told;
}

http::Response received(const char* outcome) {
    return http::make_response(200, "application/json",
                               operations::to_text(Json{{"received", true}, {"outcome", outcome}}) + "\n");
}

void require_signature(const Call& call, const std::string& secret) {
    const auto header = call.request.header("Stripe-Signature");
    if (header && check_signature(*header, call.request.body, secret, core::now()) == Signature::good) return;
    throw http::ProblemError({400, "bad-signature", "The event is not signed as it must be",
                              "Stripe-Signature is missing, malformed, wrong, or older than 5 minutes", "",
                              0});
}

}  // namespace

http::Response BuyVoucher::operator()(const Call& call) const {
    const auto body = parse_object(call.request.body);
    refuse_other_members(body, {"id"});
    const auto id = core::parse_uuid(text_member(body, "id"));
    if (!id) throw_invalid("/id", "id is a UUID, which the client makes for each voucher");
    const std::string slug(call.path_value("slug"));
    return in_mall(pool, call, [&](db::Session& session, const catalog::Mall& mall) {
        db::Transaction transaction(session, mall.id, db::Transaction::Mode::write);
        if (const auto known = db::find_voucher(transaction, *id)) {
            if (known->offer == slug && known->buyer == caller_name(call.principal))
                return unkept_json(200, json_of(*known));
            throw conflict("voucher-exists", "There is a voucher with this id",
                           "this id is another voucher's");
        }
        require_live(transaction, slug, *id, core::now());
        if (!db::add_voucher(transaction, *id, slug, mall.currency, caller_name(call.principal),
                             core::now())) {
            throw conflict("offer-without-price", "The offer is not sold",
                           fmt::format("offer \"{}\" has no price: redeem it", slug));
        }
        const auto made = db::find_voucher(transaction, *id).value();
        transaction.commit();
        auto response = unkept_json(201, json_of(made));
        response.headers.push_back(
            {"Location", fmt::format("/api/v1/malls/{}/vouchers/{}", mall.slug, core::to_string(*id))});
        return response;
    });
}

http::Response ReadVoucher::operator()(const Call& call) const {
    const auto id = core::parse_uuid(call.path_value("voucher"));
    return in_mall(pool, call, [&](db::Session& session, const catalog::Mall& mall) {
        db::Transaction transaction(session, mall.id, db::Transaction::Mode::read);
        const auto voucher = id ? db::find_voucher(transaction, *id) : std::nullopt;
        if (!voucher) throw unknown("there is no voucher with this id");
        return unkept_json(200, json_of(*voucher));
    });
}

http::Response TakePayment::operator()(const Call& call) const {
    if (secret.empty()) {
        throw http::ProblemError({404, "not-found", "There is no such thing",
                                  "this server takes no payments: it has no secret to check them by", "", 0});
    }
    require_signature(call, secret);
    const auto told = payment_of(parse_object(call.request.body));
    if (!told) return received("ignored");
    return pool.with("payments", [&](db::Session& session) {
        std::optional<core::Uuid> mall;
        try {
            mall = operations::find_mall(session, told->mall).id;
        } catch (const core::Error& error) {
            if (error.fault() != core::Fault::failed) throw;
            return received("unknown_mall");
        }
        db::Transaction transaction(session, mall, db::Transaction::Mode::write);
        const auto outcome = db::take_payment(transaction, told->payment, core::now());
        transaction.commit();
        return received(db::to_string(outcome));
    });
}

std::vector<Route> voucher_routes(db::SessionPool& pool, const std::string& payment_secret) {
    return {{.method = "POST",
             .pattern = "/api/v1/malls/{mall}/offers/{slug}/vouchers",
             .operation = "buyVoucher",
             .tag = "Offers",
             .summary = "Makes a voucher of an offer with a price, to be paid",
             .permission = Permission::offer_redeem,
             .blocks = true,
             .body_bytes = 4096,
             .body_schema = "VoucherOrder",
             .outcomes = {{201, "To be paid", "Voucher"}, {200, "Made before", "Voucher"}},
             .handler = BuyVoucher{pool}},
            {.method = "GET",
             .pattern = "/api/v1/malls/{mall}/vouchers/{voucher}",
             .operation = "getVoucher",
             .tag = "Offers",
             .summary = "Whether a voucher is paid, and redeemed",
             .permission = Permission::offer_redeem,
             .blocks = true,
             .outcomes = {{200, "The voucher", "Voucher"}},
             .handler = ReadVoucher{pool}},
            // Who sends it is told by the signature, not by a credential: no permission is asked for.
            {.method = "POST",
             .pattern = "/api/v1/webhooks/payments",
             .operation = "takePayment",
             .tag = "Webhooks",
             .summary = "An event of the payment provider",
             .permission = Permission::mall_read,
             .blocks = true,
             .body_bytes = longest_event,
             .body_schema = "PaymentEvent",
             .outcomes = {{200, "Understood", "PaymentReceived"}},
             .handler = TakePayment{pool, payment_secret}}};
}

}  // namespace mallctl::server
