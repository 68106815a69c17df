// /api/v1/sessions/sms: signing in with a code that is sent to a telephone, as a shopper.
#pragma once

#include <vector>

#include "db/session_pool.hpp"
#include "operations/access/sms_sign_in.hpp"
#include "server/router.hpp"
#include "server/sms/sender.hpp"

namespace mallctl::server {

// POST {"phone"}: 202 with the attempt, whether or not the number is known; 429 for too many.
struct AskForCode {
    db::SessionPool& pool;
    const SmsSender* sender;
    operations::SmsLimits limits = {};

    http::Response operator()(const Call& call) const;
};

// POST .../verify {"attempt", "code", "cookie"?}: 201 as POST /api/v1/sessions. 401 for whatever is wrong.
struct GiveCode {
    db::SessionPool& pool;
    const SmsSender* sender;

    http::Response operator()(const Call& call) const;
};

// Without a sender they answer 404 "not-configured". All must outlive the routes.
std::vector<Route> sms_routes(db::SessionPool& pool, const SmsSender* sender,
                              const operations::SmsLimits& limits = {});

// What attempts are counted by: an IPv4 address; of an IPv6 address the first 64 bits, as one customer has
// all below.
std::string counted_address(std::string_view client);

}  // namespace mallctl::server
