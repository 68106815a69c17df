#include "server/auth/access_routes.hpp"

#include "server/endpoints/api_keys.hpp"
#include "server/endpoints/invitations.hpp"
#include "server/endpoints/sessions.hpp"

namespace mallctl::server {

namespace {

using access::Permission;

constexpr std::size_t small_body = 4096;

// One that waits for the database, or for a hash that is slow on purpose.
Route waiting(std::string_view method, std::string_view pattern, std::string_view summary,
              Permission permission, Handler handler) {
    Route route;
    route.method = method;
    route.pattern = pattern;
    route.tag = "Access";
    route.summary = summary;
    route.permission = permission;
    route.blocks = true;
    route.body_bytes = method == "POST" ? small_body : 0;
    route.handler = std::move(handler);
    return route;
}

// One that hashes a password.
Route hashing(std::string_view pattern, std::string_view summary, Handler handler) {
    Route route = waiting("POST", pattern, summary, Permission::mall_read, std::move(handler));
    route.computes = true;
    return route;
}

// One at which credentials can be guessed, or made in numbers.
Route taking_credentials(Route route) {
    route.takes_credentials = true;
    return route;
}

}  // namespace

std::vector<Route> access_routes(db::SessionPool& pool, const CredentialGate& gate) {
    return {
        taking_credentials(
            hashing("/api/v1/sessions", "Sign in with a login, a password and a code", SignIn{pool})),
        taking_credentials(waiting("POST", "/api/v1/sessions/guest", "Have an anonymous session",
                                   Permission::mall_read, GuestSignIn{gate})),
        taking_credentials(waiting("POST", "/api/v1/sessions/step-up", "Give the second factor again",
                                   Permission::session_own, StepUp{pool, gate})),
        waiting("GET", "/api/v1/sessions/current", "Who one is, and what one may do", Permission::session_own,
                CurrentSession{pool}),
        waiting("DELETE", "/api/v1/sessions/current", "Sign out", Permission::session_own,
                SignOut{pool, gate}),
        waiting("DELETE", "/api/v1/sessions", "Sign out everywhere", Permission::session_own,
                SignOut{pool, gate, true}),
        taking_credentials(waiting("POST", "/api/v1/invitations/look", "Look at an invitation",
                                   Permission::mall_read, LookAtInvitation{pool})),
        taking_credentials(
            hashing("/api/v1/invitations/accept", "Accept an invitation", AcceptInvitation{pool, gate})),
        waiting("POST", "/api/v1/malls/{mall}/users/{user}/invitation", "Invite a user of the mall",
                Permission::user_write, InviteUser{pool}),
        waiting("GET", "/api/v1/malls/{mall}/api-keys", "The API keys of a mall", Permission::apikey_write,
                ListApiKeys{pool}),
        waiting("POST", "/api/v1/malls/{mall}/api-keys", "Make an API key", Permission::apikey_write,
                MakeApiKey{pool}),
        waiting("DELETE", "/api/v1/malls/{mall}/api-keys/{key}", "End an API key", Permission::apikey_write,
                RevokeApiKey{pool, gate}),
    };
}

}  // namespace mallctl::server
