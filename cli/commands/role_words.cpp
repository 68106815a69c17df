#include "cli/commands/role_words.hpp"

#include <nlohmann/json.hpp>

#include "cli/context.hpp"
#include "core/error.hpp"

namespace mallctl::cli {

const access::RoleInfo& granted_role(const std::string& name) {
    const auto role = access::parse_role(name);
    if (role && *role != access::Role::shopper) return access::info(*role);
    throw core::Error(core::Fault::usage,
                      role ? "everybody is a shopper" : "there is no role \"" + name + "\"",
                      "it is one of " + granted_roles());
}

std::string granted_roles() {
    std::string names;
    for (const access::RoleInfo& role : access::roles()) {
        if (role.role == access::Role::shopper) continue;
        names += (names.empty() ? "" : ", ") + std::string(role.name);
    }
    return names;
}

void print_invitation(const operations::MadeInvitation& invitation, Context& context) {
    context.say("an invitation for " + invitation.login + ", to be accepted until " +
                core::format_instant(invitation.expires) + "; this is the one time that it is shown");
    context.write_result([&](std::string_view format) {
        if (format != "json") return invitation.token + "\n";
        const nlohmann::ordered_json json{{"login", invitation.login},
                                          {"invitation", invitation.token},
                                          {"expires", core::format_instant(invitation.expires)}};
        return json.dump(2) + "\n";
    });
}

}  // namespace mallctl::cli
