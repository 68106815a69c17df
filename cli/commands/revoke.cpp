#include "cli/commands/revoke.hpp"

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "access/role.hpp"
#include "cli/commands/role_words.hpp"
#include "cli/context.hpp"
#include "cli/exit_code.hpp"
#include "cli/output/edit_report.hpp"
#include "cli/write_options.hpp"
#include "core/error.hpp"
#include "operations/access/invite.hpp"
#include "operations/edit_rows.hpp"
#include "operations/matching_slugs.hpp"

namespace mallctl::cli {

namespace {

struct RevokeVerbOptions {
    std::string role;
    std::string user;
    WriteOptions write;
};

void require_role(const std::string& user, const std::string& role, const std::string& mall,
                  Context& context) {
    const auto slugs =
        operations::matching_slugs(context.session(), mall, "user", {"slug=" + user, "role=" + role});
    if (!slugs.empty()) return;
    throw core::Error(core::Fault::failed, "mall " + mall + " has no " + role + " \"" + user + "\"",
                      "list them: mallctl get user --mall " + mall + " --fields slug,role,tenant");
}

int run_revoke(const RevokeVerbOptions& options, Context& context) {
    context.allow_formats({"table", "json"});
    const access::RoleInfo& role = granted_role(options.role);
    if (role.scope == access::Scope::platform) {
        operations::revoke_platform_admin(context.session(), options.user, core::now());
        context.say(options.user + " is no administrator of the platform any more");
        return exit_done;
    }
    const auto edit = edit_options(options.write, context.mall(), context);
    auto& session = context.session();
    context.say("revoking in mall " + edit.mall + " of " + context.endpoint().label);
    require_role(options.user, std::string(role.name), edit.mall, context);
    const auto report = operations::set_rows(session, "user", {options.user}, {"role=", "tenant="}, edit);
    print_edit_report(context, report, edit.mall);
    return exit_done;
}

}  // namespace

Verb declare_revoke(CLI::App& root) {
    auto options = std::make_shared<RevokeVerbOptions>();
    CLI::App* app = root.add_subcommand("revoke", "Take a role from a user of a mall, or of the platform");
    app->add_option("ROLE", options->role, granted_roles())->required()->type_name("");
    app->add_option("USER", options->user, "A user of the mall by slug; for platform_admin an e-mail address")
        ->required()
        ->type_name("");
    declare_write_options(*app, options->write);
    app->footer(
        "Examples:\n"
        "  mallctl revoke mall_admin a_meyer --mall riverside --dry-run");
    return {app, [options](Context& context) { return run_revoke(*options, context); }};
}

}  // namespace mallctl::cli
