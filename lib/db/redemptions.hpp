// Offers taken by shoppers. What is redeemed is no change of the mall: it makes no version and no event.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/clock.hpp"
#include "core/uuid.hpp"
#include "db/session.hpp"

namespace mallctl::db {

struct RedeemedOffer {
    std::int64_t redeemed = 0;  // how often, this time included
    std::optional<std::int64_t> cap;
};

// Takes the offer once, in one statement, when it is live at `at`, under its cap, and `id` has not taken it
// before. Nothing when one of these does not hold. Waits for others who take it or change it; throws
// core::Error(conflict) when they need too long, and core::Error(rejected) when another transaction has taken
// it with this `id` meanwhile: then nothing was kept, and the transaction is of no more use.
std::optional<RedeemedOffer> redeem(Transaction& transaction, std::string_view offer, const core::Uuid& id,
                                    std::string_view redeemer, core::Instant at);

struct OfferStanding {
    bool draft = false;
    std::optional<core::Instant> from;
    std::optional<core::Instant> to;
    std::optional<std::int64_t> cap;
    std::int64_t redeemed = 0;
    std::string audience;
    bool redeemed_before = false;  // with `id`
};

// Nothing when there is no such offer.
std::optional<OfferStanding> offer_standing(Transaction& transaction, std::string_view offer,
                                            const core::Uuid& id);

}  // namespace mallctl::db
