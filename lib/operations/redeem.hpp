// A shopper takes an offer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/clock.hpp"
#include "core/uuid.hpp"
#include "db/session.hpp"

namespace mallctl::operations {

enum class Redeeming {
    redeemed,         // now
    redeemed_before,  // with this id: nothing changed
    no_such_offer,
    draft,
    not_begun,
    ended,
    cap_reached,
};

// "redeemed", "redeemed_before", ...
const char* to_string(Redeeming outcome);

struct Redemption {
    Redeeming outcome = Redeeming::no_such_offer;
    std::int64_t redeemed = 0;          // how often the offer was redeemed by then
    std::optional<std::int64_t> cap;    // nothing: without limit
    std::optional<core::Instant> from;  // of an offer that has not begun
    std::optional<core::Instant> to;    // of one that ended

    bool is_redeemed() const {
        return outcome == Redeeming::redeemed || outcome == Redeeming::redeemed_before;
    }
};

// Redeems the offer with this slug once for `id`, at `at`. The same id again changes nothing and answers
// redeemed_before, also after the offer ended: a client that got no answer asks again. However many ask at
// once, never more than the cap are redeemed. `redeemer` is kept as it is, 200 characters at most; it may be
// empty. A redemption makes no version of the mall. Throws core::Error(rejected) for a redeemer that is no
// such text, (conflict) when the offer is being changed for seconds.
Redemption redeem(db::Session& session, const core::Uuid& mall, std::string_view offer, const core::Uuid& id,
                  std::string_view redeemer, core::Instant at);

// Why it was not redeemed, for people: "it ended at 2026-03-08 20:00 (Europe/Berlin)"; empty when it was.
std::string why_not(const Redemption& redemption, std::string_view zone);

}  // namespace mallctl::operations
