// /api/v1/malls/{mall}/api-keys: what programs sign in with.
#pragma once

#include <vector>

#include "db/session_pool.hpp"
#include "server/auth/credential_gate.hpp"
#include "server/router.hpp"

namespace mallctl::server {

// GET: those that hold, without their secrets.
struct ListApiKeys {
    db::SessionPool& pool;

    http::Response operator()(const Call& call) const;
};

// POST {"name", "permissions": ["offer.write", "product.write"], "expires"?}: 201 with the key, shown once.
// No more than the caller may do itself.
struct MakeApiKey {
    db::SessionPool& pool;

    http::Response operator()(const Call& call) const;
};

// DELETE /api/v1/malls/{mall}/api-keys/{key}: 204; the key ends at once.
struct RevokeApiKey {
    db::SessionPool& pool;
    const CredentialGate& gate;

    http::Response operator()(const Call& call) const;
};

// Both must outlive the routes.
std::vector<Route> api_key_routes(db::SessionPool& pool, const CredentialGate& gate);

}  // namespace mallctl::server
