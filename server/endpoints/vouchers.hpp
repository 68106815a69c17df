// POST /api/v1/malls/{mall}/offers/{slug}/vouchers, GET /api/v1/malls/{mall}/vouchers/{voucher}, and
// POST /api/v1/webhooks/payments.
//
// An offer with a price is bought: a voucher is made, unpaid; the payment provider is told its id (metadata
// `mall` and `voucher` of the payment) and tells when it is paid; then the voucher's id redeems the offer.
#pragma once

#include <string>
#include <vector>

#include "db/session_pool.hpp"
#include "server/router.hpp"

namespace mallctl::server {

// {"id": UUID}, which the client makes: the same again is answered the same.
struct BuyVoucher {
    db::SessionPool& pool;

    http::Response operator()(const Call& call) const;
};

// Whoever knows the id may ask, as with the number on a printed voucher.
struct ReadVoucher {
    db::SessionPool& pool;

    http::Response operator()(const Call& call) const;
};

// An event of the payment provider, signed as Stripe signs (server/payment_signature.hpp). Answers 200 with
// the outcome to every event that is understood, so that it is not sent again: also to one about an unknown
// voucher, or of a kind that is nothing to us. The same event id again changes nothing.
struct TakePayment {
    db::SessionPool& pool;
    std::string secret;

    http::Response operator()(const Call& call) const;
};

// The webhook is there where there is a secret.
std::vector<Route> voucher_routes(db::SessionPool& pool, const std::string& payment_secret);

}  // namespace mallctl::server
