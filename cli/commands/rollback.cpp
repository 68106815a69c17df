#include "cli/commands/rollback.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/confirm.hpp"
#include "cli/context.hpp"
#include "cli/exit_code.hpp"
#include "cli/output/rollback_report.hpp"
#include "cli/refresh.hpp"
#include "cli/version_argument.hpp"
#include "cli/write_options.hpp"
#include "core/error.hpp"
#include "operations/rollback.hpp"

namespace mallctl::cli {

namespace {

struct RollbackVerbOptions {
    std::string version;
    bool yes = false;
    WriteOptions write;
};

// Shows what would happen and asks whether it may. A rollback that changes nothing needs no answer.
void ask_first(const operations::RollbackOptions& rollback, Context& context) {
    auto preview = rollback;
    preview.dry_run = true;
    ChangeList changes;
    preview.on_change = [&](const operations::CatalogChange& change) { changes.add(change); };
    const auto report = operations::roll_back(context.session(), preview);
    if (!report.changed.any()) return;
    context.streams.err << rollback_report_table(report, changes, context.options.verbose, rollback.mall);
    const auto question =
        fmt::format("roll {} back to version {} ({} of {})?", rollback.mall, report.target.number,
                    report.target.kind, core::format_instant(report.target.committed_at));
    if (ask(context, question)) return;
    throw core::Error(core::Fault::failed, "not confirmed; nothing was changed");
}

int run_rollback(const RollbackVerbOptions& options, Context& context) {
    context.allow_formats({"table", "json"});
    operations::RollbackOptions rollback;
    rollback.version = version_argument(options.version);
    rollback.mall = context.mall();
    rollback.dry_run = options.write.dry_run;
    rollback.lock_timeout = lock_timeout(options.write, context);
    const bool sure = options.yes || options.write.dry_run;
    require_answer(context, sure);
    auto& session = context.session();
    context.say("rolling back mall " + rollback.mall + " of " + context.endpoint().label);
    if (!sure) ask_first(rollback, context);
    ChangeList changes;
    rollback.on_change = [&](const operations::CatalogChange& change) { changes.add(change); };
    auto report = operations::roll_back(session, rollback);
    const auto not_built = refresh_after_commit(context, report.mall, options.write, report);
    context.say_findings(report.findings);
    context.write_result([&](std::string_view format) {
        return format == "json"
                   ? rollback_report_json(report, changes, report.mall)
                   : rollback_report_table(report, changes, context.options.verbose, report.mall);
    });
    if (not_built) throw *not_built;
    return exit_done;
}

}  // namespace

Verb declare_rollback(CLI::App& root) {
    auto options = std::make_shared<RollbackVerbOptions>();
    CLI::App* app = root.add_subcommand("rollback", "Make a mall again what it was at an earlier version");
    app->add_option("VERSION", options->version, "The version that is wanted: 4 or v4")
        ->required()
        ->type_name("");
    app->add_flag("--yes", options->yes, "Do not ask");
    declare_write_options(*app, options->write);
    app->footer(
        "Examples:\n"
        "  mallctl rollback 2 --mall riverside --dry-run\n"
        "  mallctl rollback 2 --mall riverside --yes");
    return {app, [options](Context& context) { return run_rollback(*options, context); }};
}

}  // namespace mallctl::cli
