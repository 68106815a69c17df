#include "cli/commands/create.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands/api_key.hpp"
#include "cli/commands/role_words.hpp"
#include "cli/context.hpp"
#include "cli/each_mall.hpp"
#include "cli/exit_code.hpp"
#include "cli/output/edit_report.hpp"
#include "cli/refresh.hpp"
#include "cli/row_words.hpp"
#include "cli/write_options.hpp"
#include "core/error.hpp"
#include "operations/access/invite.hpp"
#include "operations/catalog_edit.hpp"
#include "operations/edit_rows.hpp"

namespace mallctl::cli {

namespace {

struct CreateVerbOptions {
    std::string kind;
    std::vector<std::string> words;
    bool invite = false;                   // of a user
    std::vector<std::string> permissions;  // of an API key
    std::string expires;
    WriteOptions write;
};

// An option that means nothing for the kind is a mistake, and none to pass over.
void check_options(const CreateVerbOptions& options, const std::string& kind) {
    using core::Error;
    using core::Fault;
    if (options.invite && kind != "user") throw Error(Fault::usage, "--invite is for users", "leave it out");
    if (options.invite && options.write.dry_run)
        throw Error(Fault::usage, "an invitation cannot be tried", "leave --dry-run or --invite out");
    if (!is_api_key(kind) && (!options.permissions.empty() || !options.expires.empty()))
        throw Error(Fault::usage, "--permission and --expires are for API keys", "leave them out");
}

int run_create_key(const CreateVerbOptions& options, Context& context) {
    if (options.words.size() > 1) {
        throw core::Error(core::Fault::usage, "\"" + options.words[1] + "\" sets nothing of an API key",
                          "as in: mallctl create apikey counters --permission sensor.write");
    }
    if (options.write.dry_run)
        throw core::Error(core::Fault::usage, "an API key cannot be tried", "leave --dry-run out");
    return run_create_api_key(options.words.front(), options.permissions, options.expires, context);
}

int run_create(const CreateVerbOptions& options, Context& context) {
    context.allow_formats({"table", "json"});
    if (is_api_key(options.kind)) return run_create_key(options, context);
    const std::string kind = operations::editable_kind(options.kind).name;
    check_options(options, kind);
    const auto words =
        split_words("created", kind, options.words, "mallctl create tenant crust name='Crust Ltd'");
    if (words.keys.size() > 1) {
        throw core::Error(core::Fault::usage, "\"" + words.keys[1] + "\" sets nothing",
                          "one row at a time: SLUG, then FIELD=VALUE; more of them: mallctl apply");
    }
    const auto edit = edit_options(options.write, edited_mall(kind, words, context), context);
    auto& session = context.session();
    context.say("creating in mall " + edit.mall + " of " + context.endpoint().label);
    auto report = operations::create_row(session, kind, words.keys.front(), words.assignments, edit);
    const auto not_built = refresh_after_commit(context, report.mall, options.write, report);
    if (options.invite) {
        print_invitation(operations::invite_user(session, edit.mall, words.keys.front(), core::now()),
                         context);
    } else {
        print_edit_report(context, report, edit.mall);
    }
    if (not_built) throw *not_built;
    return exit_done;
}

}  // namespace

Verb declare_create(CLI::App& root) {
    auto options = std::make_shared<CreateVerbOptions>();
    CLI::App* app = root.add_subcommand("create", "Make a row of a kind by hand");
    app->add_option("KIND", options->kind, edited_kinds() + ", apikey")->required()->type_name("");
    app->add_option("WHAT", options->words,
                    "Its slug, then FIELD=VALUE; name:de=VALUE for one language, A;B for lists")
        ->required()
        ->type_name("");
    app->add_flag("--invite", options->invite,
                  "Of a user: print an invitation for the address, instead of what was made");
    app->add_option("--permission", options->permissions,
                    "Of an API key: what it may do, as mallctl-grant(1) lists; repeatable")
        ->type_name("P,...")
        ->delimiter(',')
        ->allow_extra_args(false);
    app->add_option("--expires", options->expires,
                    "Of an API key: when it ends, as 90d or a time with an offset; default never")
        ->type_name("WHEN");
    declare_write_options(*app, options->write);
    app->footer(
        "Examples:\n"
        "  mallctl create tenant crust name='Crust Ltd' email=centre@crust.example --mall riverside "
        "--dry-run\n"
        "  mallctl create store kiosk name:en=Kiosk name:de=Kiosk tenant=zangolind --mall riverside "
        "--dry-run\n"
        "  mallctl create offer bun_day name='Bun day' store=bakery from='2026-07-02 08:00' cap=500 "
        "draft=true --mall riverside --dry-run\n"
        "  mallctl create user l_ota name='Lea Ota' email=l.ota@crust.example role=analyst --invite --mall "
        "riverside\n"
        "  mallctl create apikey counters --permission sensor.write --expires 90d --mall riverside");
    return {app, [options](Context& context) { return run_create(*options, context); },
            [options] { return !names_malls(options->kind); }};
}

}  // namespace mallctl::cli
