#include "cli/commands/grant.hpp"

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "access/role.hpp"
#include "cli/commands/role_words.hpp"
#include "cli/context.hpp"
#include "cli/exit_code.hpp"
#include "cli/output/edit_report.hpp"
#include "cli/write_options.hpp"
#include "core/error.hpp"
#include "operations/access/invite.hpp"
#include "operations/edit_rows.hpp"

namespace mallctl::cli {

namespace {

struct GrantVerbOptions {
    std::string role;
    std::string user;
    std::string tenant;
    WriteOptions write;
};

int grant_platform(const std::string& login, Context& context) {
    const auto invitation = operations::grant_platform_admin(context.session(), login, core::now());
    if (!invitation) {
        context.say(login + " is an administrator of the platform");
        return exit_done;
    }
    print_invitation(*invitation, context);
    return exit_done;
}

int run_grant(const GrantVerbOptions& options, Context& context) {
    context.allow_formats({"table", "json"});
    const access::RoleInfo& role = granted_role(options.role);
    if ((role.scope == access::Scope::tenant) == options.tenant.empty()) {
        throw core::Error(core::Fault::usage,
                          options.tenant.empty() ? std::string(role.name) + " is a role at a tenant"
                                                 : std::string(role.name) + " is no role at a tenant",
                          options.tenant.empty() ? "name it: --tenant SLUG" : "leave --tenant out");
    }
    if (role.scope == access::Scope::platform) return grant_platform(options.user, context);
    const auto edit = edit_options(options.write, context.mall(), context);
    auto& session = context.session();
    context.say("granting in mall " + edit.mall + " of " + context.endpoint().label);
    const auto report =
        operations::set_rows(session, "user", {options.user},
                             {"role=" + std::string(role.name), "tenant=" + options.tenant}, edit);
    print_edit_report(context, report, edit.mall);
    return exit_done;
}

}  // namespace

Verb declare_grant(CLI::App& root) {
    auto options = std::make_shared<GrantVerbOptions>();
    CLI::App* app = root.add_subcommand("grant", "Give a user of a mall a role, or the platform to somebody");
    app->add_option("ROLE", options->role, granted_roles())->required()->type_name("");
    app->add_option("USER", options->user, "A user of the mall by slug; for platform_admin an e-mail address")
        ->required()
        ->type_name("");
    app->add_option("--tenant", options->tenant, "Whose manager or staff the user is")->type_name("SLUG");
    declare_write_options(*app, options->write);
    app->footer(
        "Examples:\n"
        "  mallctl grant analyst a_meyer --mall riverside --dry-run\n"
        "  mallctl grant tenant_manager a_meyer --tenant zangolind --mall riverside --dry-run\n"
        "  mallctl grant platform_admin ann@example.org");
    return {app, [options](Context& context) { return run_grant(*options, context); }};
}

}  // namespace mallctl::cli
