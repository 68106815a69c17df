#include "server/endpoints/offer_actions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/error.hpp"
#include "db/row_tenants.hpp"
#include "db/vouchers.hpp"
#include "operations/json_parts.hpp"
#include "operations/offer_edits.hpp"
#include "operations/redeem.hpp"
#include "server/http/problem.hpp"
#include "server/idempotency.hpp"
#include "server/in_mall.hpp"
#include "server/json_body.hpp"

namespace mallctl::server {

namespace {

using access::Permission;
using operations::Json;
using operations::Redeeming;

constexpr std::size_t longest_action_body = 4096;

http::ProblemError unknown_offer(std::string_view slug) {
    return http::ProblemError(
        {404, "unknown-row", "There is no such row", fmt::format("there is no offer \"{}\"", slug), "", 0});
}

// Throws 404 where there is no such offer, and 403 where it is not the caller's to change.
void check_offer(db::Session& session, const Call& call, const catalog::Mall& mall, Permission permission) {
    const std::string_view slug = call.path_value("slug");
    db::Transaction transaction(session, mall.id, db::Transaction::Mode::read);
    const auto tenants = db::tenants_of_row(transaction, *catalog::find_kind("offer"), slug);
    if (tenants.empty()) throw unknown_offer(slug);
    const auto own = access::tenants_of(call.principal, permission, mall.id);
    const bool allowed = !own || std::all_of(tenants.begin(), tenants.end(), [&](const std::string& tenant) {
        return std::find(own->begin(), own->end(), tenant) != own->end();
    });
    if (!allowed) {
        throw http::ProblemError(
            {403, "not-allowed", "This is not allowed", "this offer is not of your tenant", "", 0});
    }
}

Json json_of(const operations::OfferReport& report) {
    return {{"offer", report.offer},
            {"state", catalog::to_string(report.state)},
            {"changed", report.changed.any()},
            {"version", report.version}};
}

// Why an offer was not redeemed, as a problem.
http::ProblemError refusal(const operations::Redemption& redemption, std::string_view slug,
                           const std::string& zone) {
    switch (redemption.outcome) {
        case Redeeming::no_such_offer:
        case Redeeming::draft:
            return unknown_offer(slug);
        case Redeeming::cap_reached:
            return http::ProblemError(
                {409, "offer-used-up", "The offer is used up", operations::why_not(redemption, zone), "", 0});
        default:
            return http::ProblemError({409, "offer-not-live", "The offer is not live",
                                       operations::why_not(redemption, zone), "", 0});
    }
}

void require_paid(db::Session& session, const core::Uuid& mall, const core::Uuid& id, std::string_view slug) {
    db::Transaction transaction(session, mall, db::Transaction::Mode::read);
    const auto voucher = db::find_voucher(transaction, id);
    if (!voucher || voucher->paid_at) return;
    throw http::ProblemError({409, "voucher-unpaid", "The voucher is not paid",
                              fmt::format("the voucher of offer \"{}\" has not been paid yet", slug), "", 0});
}

}  // namespace

http::Response ChangeOffer::operator()(const Call& call) const {
    const std::string slug(call.path_value("slug"));
    operations::EditOptions options;
    options.mall = call.path_value("mall");
    options.lock_timeout = std::chrono::seconds{5};
    const auto permission = how == How::publish ? Permission::offer_publish : Permission::offer_write;
    return in_mall(pool, call, [&](db::Session& session, const catalog::Mall& mall) {
        check_offer(session, call, mall, permission);
        try {
            const auto report = how == How::publish
                                    ? operations::publish_offer(session, slug, core::now(), options)
                                    : operations::end_offer(session, slug, core::now(), options);
            return http::make_response(200, "application/json", operations::to_text(json_of(report)) + "\n");
        } catch (const core::Error& error) {
            if (error.fault() != core::Fault::failed) throw;
            throw http::ProblemError(
                {409, "offer-state", "The offer is not in a state for this", error.what(),
                 http::client_advice(error, "change its times, or its draft, with PATCH"), 0});
        }
    });
}

http::Response RedeemOffer::operator()(const Call& call) const {
    const auto body = parse_object(call.request.body);
    refuse_other_members(body, {"id", "redeemer"});
    const auto id = core::parse_uuid(text_member(body, "id"));
    if (!id) throw_invalid("/id", "id is a UUID, which the client makes for each time it redeems");
    const std::string redeemer = optional_text(body, "redeemer").value_or(caller_name(call.principal));
    const std::string_view slug = call.path_value("slug");
    return in_mall(pool, call, [&](db::Session& session, const catalog::Mall& mall) {
        require_paid(session, mall.id, *id, slug);
        const auto redemption = operations::redeem(session, mall.id, slug, *id, redeemer, core::now());
        if (!redemption.is_redeemed()) throw refusal(redemption, slug, mall.time_zone);
        Json json{
            {"offer", std::string(slug)}, {"id", core::to_string(*id)}, {"redeemed", redemption.redeemed}};
        json["cap"] = redemption.cap ? Json(*redemption.cap) : Json(nullptr);
        return http::make_response(200, "application/json", operations::to_text(json) + "\n");
    });
}

std::vector<Route> offer_action_routes(db::SessionPool& pool) {
    return {{.method = "POST",
             .pattern = "/api/v1/malls/{mall}/offers/{slug}/publish",
             .operation = "publishOffer",
             .tag = "Offers",
             .summary = "Publishes an offer to its audience",
             .permission = Permission::offer_publish,
             .blocks = true,
             .body_bytes = longest_action_body,
             .outcomes = {{200, "Live, or scheduled", "OfferState"}},
             .handler = ChangeOffer{pool, ChangeOffer::How::publish}},
            {.method = "POST",
             .pattern = "/api/v1/malls/{mall}/offers/{slug}/end",
             .operation = "endOffer",
             .tag = "Offers",
             .summary = "Ends an offer now",
             .permission = Permission::offer_write,
             .blocks = true,
             .body_bytes = longest_action_body,
             .outcomes = {{200, "Ended", "OfferState"}},
             .handler = ChangeOffer{pool, ChangeOffer::How::end}},
            {.method = "POST",
             .pattern = "/api/v1/malls/{mall}/offers/{slug}/redeem",
             .operation = "redeemOffer",
             .tag = "Offers",
             .summary = "Takes an offer, once for each id",
             .permission = Permission::offer_redeem,
             .blocks = true,
             .body_bytes = longest_action_body,
             .body_schema = "Redemption",
             .outcomes = {{200, "Redeemed, now or with this id before", "Redeemed"}},
             .handler = RedeemOffer{pool}}};
}

}  // namespace mallctl::server
