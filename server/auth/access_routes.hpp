// The part of the route table that is about who somebody is.
#pragma once

#include <vector>

#include "db/session_pool.hpp"
#include "server/auth/credential_gate.hpp"
#include "server/router.hpp"

namespace mallctl::server {

// Both must outlive the routes.
std::vector<Route> access_routes(db::SessionPool& pool, const CredentialGate& gate);

}  // namespace mallctl::server
