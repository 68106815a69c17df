// POST /api/v1/malls/{mall}/offers/{slug}/publish, /end and /redeem.
#pragma once

#include <vector>

#include "db/session_pool.hpp"
#include "server/router.hpp"

namespace mallctl::server {

// Publishes or ends an offer; the same again changes nothing. A tenant's people do it to their own.
struct ChangeOffer {
    enum class How { publish, end };
    db::SessionPool& pool;
    How how;

    http::Response operator()(const Call& call) const;
};

// {"id": UUID}: takes the offer once for the id, which the client makes, or which is that of a voucher; the
// same id again changes nothing and is a success again.
struct RedeemOffer {
    db::SessionPool& pool;

    http::Response operator()(const Call& call) const;
};

// The pool must outlive them.
std::vector<Route> offer_action_routes(db::SessionPool& pool);

}  // namespace mallctl::server
