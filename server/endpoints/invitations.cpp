#include "server/endpoints/invitations.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "access/role.hpp"
#include "db/access/account_repository.hpp"
#include "operations/access/invite.hpp"
#include "operations/find_mall.hpp"
#include "server/auth/session_answers.hpp"
#include "server/auth/small_body.hpp"
#include "server/http/problem.hpp"
#include "server/private_answer.hpp"

namespace mallctl::server {

namespace {

using access::Permission;
using Json = nlohmann::ordered_json;

constexpr std::size_t longest_invitation_body = 4096;

// Who manages a tenant invites the people of that tenant, to no more than its own scope.
void require_own(const Call& call, const core::Uuid& mall, const db::UserRow& user) {
    const auto tenants = access::tenants_of(call.principal, Permission::user_write, mall);
    if (!tenants) return;
    const auto role = access::parse_role(user.role);
    const bool own = std::find(tenants->begin(), tenants->end(), user.tenant) != tenants->end();
    if (own && role && access::info(*role).scope == access::Scope::tenant) return;
    throw http::ProblemError({403, "not-allowed", "This is not allowed",
                              "the user is none of your tenant's, or has a role beyond it", "", 0});
}

}  // namespace

http::Response LookAtInvitation::operator()(const Call& call) const {
    const std::string token = SmallBody(call.request.body, {"token"}).require("token");
    const auto open = pool.with(std::string(), [&](db::Session& session) {
        return operations::look_at_invitation(session, token, core::now());
    });
    Json body{{"login", open.login}, {"has_account", open.has_account}, {"needs_totp", open.needs_totp}};
    if (!open.totp_secret.empty()) {
        body["totp_secret"] = open.totp_secret;
        body["totp_uri"] = open.totp_uri;
    }
    return unkept_json(200, body);
}

http::Response AcceptInvitation::operator()(const Call& call) const {
    const SmallBody body(call.request.body, {"token", "password", "code"});
    const operations::Acceptance acceptance{body.require("token"), body.require("password"),
                                            body.text("code")};
    const auto accepted = pool.with(std::string(), [&](db::Session& session) {
        return operations::accept_invitation(session, acceptance, core::now());
    });
    gate.forget();
    return unkept_json(201, {{"login", accepted.login}, {"recovery_codes", accepted.recovery_codes}});
}

http::Response InviteUser::operator()(const Call& call) const {
    const std::string mall(call.path_value("mall"));
    const std::string slug(call.path_value("user"));
    const auto made = pool.with(call.principal.name, [&](db::Session& session) {
        const core::Uuid id = operations::find_mall(session, mall).id;
        {
            db::Transaction transaction(session, id, db::Transaction::Mode::read);
            if (const auto user = db::find_user(transaction, slug)) require_own(call, id, *user);
        }
        return operations::invite_user(session, mall, slug, core::now());
    });
    return unkept_json(
        201, {{"token", made.token}, {"login", made.login}, {"expires", core::format_instant(made.expires)}});
}

std::vector<Route> invitation_routes(db::SessionPool& pool, const CredentialGate& gate) {
    return {{.method = "POST",
             .pattern = "/api/v1/invitations/look",
             .operation = "lookAtInvitation",
             .tag = "Access",
             .summary = "Look at an invitation",
             .blocks = true,
             .takes_credentials = true,
             .body_bytes = longest_invitation_body,
             .body_schema = "InvitationToken",
             .outcomes = {{200, "Whom it is for", "OpenInvitation"}},
             .handler = LookAtInvitation{pool}},
            {.method = "POST",
             .pattern = "/api/v1/invitations/accept",
             .operation = "acceptInvitation",
             .tag = "Access",
             .summary = "Accept an invitation",
             .blocks = true,
             .computes = true,
             .takes_credentials = true,
             .body_bytes = longest_invitation_body,
             .body_schema = "Acceptance",
             .outcomes = {{201, "There is an account; recovery codes are shown once", "Accepted"}},
             .handler = AcceptInvitation{pool, gate}},
            {.method = "POST",
             .pattern = "/api/v1/malls/{mall}/users/{user}/invitation",
             .operation = "inviteUser",
             .tag = "Access",
             .summary = "Invite a user of the mall",
             .permission = Permission::user_write,
             .blocks = true,
             .body_bytes = longest_invitation_body,
             .outcomes = {{201, "Its token, shown once", "Invitation"}},
             .handler = InviteUser{pool}}};
}

}  // namespace mallctl::server
