#include "server/auth/access_routes.hpp"

#include "server/endpoints/api_keys.hpp"
#include "server/endpoints/invitations.hpp"
#include "server/endpoints/sessions.hpp"

namespace mallctl::server {

std::vector<Route> access_routes(db::SessionPool& pool, const CredentialGate& gate) {
    std::vector<Route> all;
    for (auto& part : {session_routes(pool, gate), invitation_routes(pool, gate), api_key_routes(pool, gate)})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

}  // namespace mallctl::server
