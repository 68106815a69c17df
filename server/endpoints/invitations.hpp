// Coming to an account: /api/v1/invitations, and the invitations of a mall's users.
#pragma once

#include <vector>

#include "db/session_pool.hpp"
#include "server/auth/credential_gate.hpp"
#include "server/router.hpp"

namespace mallctl::server {

// POST /api/v1/invitations/look {"token"}: whom it is for, and the secret for the authenticator.
struct LookAtInvitation {
    db::SessionPool& pool;

    http::Response operator()(const Call& call) const;
};

// POST /api/v1/invitations/accept {"token", "password", "code"?}: 201 with the recovery codes, shown once.
struct AcceptInvitation {
    db::SessionPool& pool;
    const CredentialGate& gate;

    http::Response operator()(const Call& call) const;
};

// POST /api/v1/malls/{mall}/users/{user}/invitation: 201 with the token, for whoever may write that user.
struct InviteUser {
    db::SessionPool& pool;

    http::Response operator()(const Call& call) const;
};

// Both must outlive the routes.
std::vector<Route> invitation_routes(db::SessionPool& pool, const CredentialGate& gate);

}  // namespace mallctl::server
