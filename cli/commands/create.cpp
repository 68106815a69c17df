#include "cli/commands/create.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/context.hpp"
#include "cli/each_mall.hpp"
#include "cli/exit_code.hpp"
#include "cli/output/edit_report.hpp"
#include "cli/refresh.hpp"
#include "cli/row_words.hpp"
#include "cli/write_options.hpp"
#include "core/error.hpp"
#include "operations/catalog_edit.hpp"
#include "operations/edit_rows.hpp"

namespace mallctl::cli {

namespace {

struct CreateVerbOptions {
    std::string kind;
    std::vector<std::string> words;
    WriteOptions write;
};

int run_create(const CreateVerbOptions& options, Context& context) {
    context.allow_formats({"table", "json"});
    const std::string kind = operations::editable_kind(options.kind).name;
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
    print_edit_report(context, report, edit.mall);
    if (not_built) throw *not_built;
    return exit_done;
}

}  // namespace

Verb declare_create(CLI::App& root) {
    auto options = std::make_shared<CreateVerbOptions>();
    CLI::App* app = root.add_subcommand("create", "Make a row of a kind by hand");
    app->add_option("KIND", options->kind, edited_kinds())->required()->type_name("");
    app->add_option("WHAT", options->words,
                    "Its slug, then FIELD=VALUE; name:de=VALUE for one language, A;B for lists")
        ->required()
        ->type_name("");
    declare_write_options(*app, options->write);
    app->footer(
        "Examples:\n"
        "  mallctl create tenant crust name='Crust Ltd' email=centre@crust.example --mall riverside "
        "--dry-run\n"
        "  mallctl create store kiosk name:en=Kiosk name:de=Kiosk tenant=zangolind --mall riverside "
        "--dry-run\n"
        "  mallctl create offer bun_day name='Bun day' store=bakery from='2026-07-02 08:00' cap=500 "
        "draft=true --mall riverside --dry-run");
    return {app, [options](Context& context) { return run_create(*options, context); },
            [options] { return !names_malls(options->kind); }};
}

}  // namespace mallctl::cli
