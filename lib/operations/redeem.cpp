#include "operations/redeem.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "catalog/offer_state.hpp"
#include "core/error.hpp"
#include "core/names.hpp"
#include "core/utf8.hpp"
#include "db/redemptions.hpp"

namespace mallctl::operations {

namespace {

using core::Error;
using core::Fault;
using Mode = db::Transaction::Mode;

constexpr std::ptrdiff_t longest_redeemer = 200;

void check_redeemer(std::string_view redeemer) {
    if (core::has_control_character(redeemer) || !core::is_utf8(redeemer))
        throw Error(Fault::rejected, "the redeemer is no line of text");
    const auto characters = std::count_if(redeemer.begin(), redeemer.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    });
    if (characters > longest_redeemer)
        throw Error(Fault::rejected,
                    fmt::format("the redeemer is longer than {} characters", longest_redeemer));
}

// Nothing: somebody with the same id was faster.
std::optional<Redemption> try_once(db::Session& session, const core::Uuid& mall, std::string_view offer,
                                   const core::Uuid& id, std::string_view redeemer, core::Instant at) {
    db::Transaction transaction(session, mall, Mode::write);
    try {
        const auto taken = db::redeem(transaction, offer, id, redeemer, at);
        transaction.commit();
        if (taken) return Redemption{Redeeming::redeemed, taken->redeemed, taken->cap, {}, {}};
    } catch (const Error& error) {
        if (error.fault() != Fault::rejected) throw;
    }
    return std::nullopt;
}

// Why it was refused; nothing when nothing speaks against it any more.
std::optional<Redemption> explain(db::Session& session, const core::Uuid& mall, std::string_view offer,
                                  const core::Uuid& id, core::Instant at) {
    db::Transaction transaction(session, mall, Mode::read);
    const auto standing = db::offer_standing(transaction, offer, id);
    if (!standing) return Redemption{};
    Redemption redemption{Redeeming::redeemed_before, standing->redeemed, standing->cap, standing->from,
                          standing->to};
    if (standing->redeemed_before) return redemption;
    switch (catalog::offer_state(standing->draft, standing->from, standing->to, at)) {
        case catalog::OfferState::draft:
            redemption.outcome = Redeeming::draft;
            return redemption;
        case catalog::OfferState::scheduled:
            redemption.outcome = Redeeming::not_begun;
            return redemption;
        case catalog::OfferState::ended:
            redemption.outcome = Redeeming::ended;
            return redemption;
        case catalog::OfferState::live:
            break;
    }
    if (!standing->cap || standing->redeemed < *standing->cap) return std::nullopt;
    redemption.outcome = Redeeming::cap_reached;
    return redemption;
}

std::string local_text(const std::optional<core::Instant>& instant, std::string_view zone) {
    if (!instant) return "an unknown time";
    const auto local = core::to_local(*instant, zone);
    return fmt::format("{:04}-{:02}-{:02} {:02}:{:02} ({})", local.year, local.month, local.day,
                       local.minute_of_day / 60, local.minute_of_day % 60, zone);
}

}  // namespace

const char* to_string(Redeeming outcome) {
    switch (outcome) {
        case Redeeming::redeemed:
            return "redeemed";
        case Redeeming::redeemed_before:
            return "redeemed_before";
        case Redeeming::no_such_offer:
            return "no_such_offer";
        case Redeeming::draft:
            return "draft";
        case Redeeming::not_begun:
            return "not_begun";
        case Redeeming::ended:
            return "ended";
        case Redeeming::cap_reached:
            break;
    }
    return "cap_reached";
}

Redemption redeem(db::Session& session, const core::Uuid& mall, std::string_view offer, const core::Uuid& id,
                  std::string_view redeemer, core::Instant at) {
    check_redeemer(redeemer);
    if (!core::is_slug(offer)) return {};
    // The offer may change between the refusal and the question why: then it is tried again.
    for (int attempt = 0; attempt < 5; ++attempt) {
        if (const auto redeemed = try_once(session, mall, offer, id, redeemer, at)) return *redeemed;
        if (const auto refused = explain(session, mall, offer, id, at)) return *refused;
    }
    throw Error(Fault::conflict, fmt::format("offer \"{}\" is being changed", offer), "try again");
}

std::string why_not(const Redemption& redemption, std::string_view zone) {
    switch (redemption.outcome) {
        case Redeeming::no_such_offer:
            return "there is no such offer";
        case Redeeming::draft:
            return "it is not published";
        case Redeeming::not_begun:
            return "it begins at " + local_text(redemption.from, zone);
        case Redeeming::ended:
            return "it ended at " + local_text(redemption.to, zone);
        case Redeeming::cap_reached:
            return fmt::format("its cap of {} is reached", redemption.cap.value_or(0));
        case Redeeming::redeemed:
        case Redeeming::redeemed_before:
            break;
    }
    return {};
}

}  // namespace mallctl::operations
