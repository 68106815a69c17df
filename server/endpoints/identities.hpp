// /api/v1/sessions/identities: the subjects of token issuers that stand for the account of one's session.
#pragma once

#include <vector>

#include "db/session_pool.hpp"
#include "server/auth/credential_gate.hpp"
#include "server/router.hpp"

namespace mallctl::server {

// GET: those that are linked.
struct ListIdentities {
    db::SessionPool& pool;

    http::Response operator()(const Call& call) const;
};

// POST {"token"}: 201; from here on bearer tokens of this subject act for the account. An account with a
// second factor must have given it in the last ten minutes. 409 where the subject is linked already.
struct LinkIdentity {
    db::SessionPool& pool;
    const CredentialGate& gate;
    const TokenIssuer* issuer;  // null: none is trusted, 404

    http::Response operator()(const Call& call) const;
};

// DELETE .../{identity}: 204, at once.
struct UnlinkIdentity {
    db::SessionPool& pool;
    const CredentialGate& gate;

    http::Response operator()(const Call& call) const;
};

// All must outlive the routes.
std::vector<Route> identity_routes(db::SessionPool& pool, const CredentialGate& gate,
                                   const TokenIssuer* issuer);

// An account's answer where its second factor has to be given again.
[[noreturn]] void refuse_without_step_up();

}  // namespace mallctl::server
