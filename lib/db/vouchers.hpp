// Offers that are bought before they are redeemed, and what the payment provider tells of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/clock.hpp"
#include "core/uuid.hpp"
#include "db/session.hpp"

namespace mallctl::db {

struct Voucher {
    core::Uuid id;
    std::string offer;  // its slug when it was bought
    std::int64_t amount_minor = 0;
    std::string currency;
    std::string buyer;
    core::Instant created_at;
    std::optional<core::Instant> paid_at;
    bool redeemed = false;
};

// Nothing where there is none.
std::optional<Voucher> find_voucher(Transaction& transaction, const core::Uuid& id);

// Makes a voucher of the offer with this slug, at its price and unpaid, unless there is one with the id
// already, of whatever offer. False where there is no such offer, or it has no price.
bool add_voucher(Transaction& transaction, const core::Uuid& id, std::string_view offer,
                 std::string_view currency, std::string_view buyer, core::Instant at);

struct Payment {
    std::string event;  // the provider's id of what it tells
    std::string kind;   // "checkout.session.completed"
    core::Uuid voucher;
    std::int64_t amount_minor = 0;
    std::string currency;  // ISO 4217
};

enum class PaymentOutcome { paid, paid_before, unknown_voucher, other_amount };

// "paid", "paid_before", ...
const char* to_string(PaymentOutcome outcome);

// Takes note of the event and marks the voucher paid where the amount is right; an event that was told before
// changes nothing and has the outcome that it had.
PaymentOutcome take_payment(Transaction& transaction, const Payment& payment, core::Instant at);

}  // namespace mallctl::db
