// /api/v1/sessions: signing in, as an account or as a guest; the second factor again; signing out.
#pragma once

#include <vector>

#include "db/session_pool.hpp"
#include "server/auth/credential_gate.hpp"
#include "server/router.hpp"

namespace mallctl::server {

// POST /api/v1/sessions {"login", "password", "code"?, "cookie"?}: 201 with the token, or, with "cookie":
// true, with the session cookie and no token. 401 for whatever is wrong.
struct SignIn {
    db::SessionPool& pool;

    http::Response operator()(const Call& call) const;
};

// POST /api/v1/sessions/guest {"cookie"?}: a signed session that nothing keeps, for 30 days.
struct GuestSignIn {
    const CredentialGate& gate;

    http::Response operator()(const Call& call) const;
};

// POST /api/v1/sessions/step-up {"code"}: 204; sensitive permissions then hold for ten minutes.
struct StepUp {
    db::SessionPool& pool;
    const CredentialGate& gate;

    http::Response operator()(const Call& call) const;
};

// GET /api/v1/sessions/current: who the caller is and what it may do where.
struct CurrentSession {
    db::SessionPool& pool;

    http::Response operator()(const Call& call) const;
};

// DELETE /api/v1/sessions/current, and, with `all`, DELETE /api/v1/sessions: 204. A guest has nothing to end
// but its cookie.
struct SignOut {
    db::SessionPool& pool;
    const CredentialGate& gate;
    bool all = false;

    http::Response operator()(const Call& call) const;
};

// Both must outlive the routes.
std::vector<Route> session_routes(db::SessionPool& pool, const CredentialGate& gate);

}  // namespace mallctl::server
