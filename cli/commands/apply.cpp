#include "cli/commands/apply.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>

#include "cli/apply_input.hpp"
#include "cli/apply_plans.hpp"
#include "cli/apply_saved.hpp"
#include "cli/context.hpp"
#include "cli/exit_code.hpp"
#include "cli/manifest_inputs.hpp"
#include "cli/output/catalog_changes_text.hpp"
#include "cli/output/write_report.hpp"
#include "cli/refresh.hpp"
#include "cli/write_options.hpp"
#include "core/error.hpp"
#include "operations/apply.hpp"

namespace mallctl::cli {

namespace {

struct ApplyVerbOptions {
    ApplyInput input;
    std::string rejects;
    bool leaves_plan = false;
    WriteOptions write;
};

int run_apply(const ApplyVerbOptions& options, const CLI::App& app, Context& context) {
    context.allow_formats({"table", "json"});
    if (names_change_set(options.input.paths)) {
        ApplySaved saved{options.input.paths, {}, {}, options.write};
        saved.senseless = given_flags(
            app, {"--prune", "--columns", "--rejects", "--kind", "--force-conflicts", "--no-plan"});
        if (app.count("--max-deletes") > 0) saved.max_deletes = options.input.max_deletes;
        return apply_saved(saved, context);
    }
    require_for_each_mall(options.input, context);
    auto apply = apply_options(options.input);
    apply.dry_run = options.write.dry_run;
    apply.lock_timeout = lock_timeout(options.write, context);
    operations::RefusedRows refused(file_of_mall("--rejects", options.rejects, context), apply.dry_run);
    catalog::ManifestOptions reading;
    reading.kind = options.input.kind;
    reading.on_rejected = [&](const catalog::RejectedRow& row) { refused.add(row); };
    ManifestInputs inputs(options.input.paths, options.input.columns, reading, context.streams.in);
    auto& reader = inputs.reader();
    apply.mall = named_mall(reader, context);
    auto& session = context.session();
    const std::string mall = reader.mall() != nullptr ? reader.mall()->key() : apply.mall;
    if (!mall.empty()) context.say("applying to mall " + mall + " of " + context.endpoint().label);
    ChangeList changes;
    if (context.options.verbose) apply.on_change = [&](const auto& change) { changes.add(change); };
    auto plans = options.leaves_plan ? std::vector<FolderPlan>{} : read_plans(options.input.paths, context);
    const bool has_plans = !plans.empty();
    auto report = operations::apply(session, reader, refused, apply);
    auto not_done = apply_plans(std::move(plans), mall, {apply.dry_run, apply.lock_timeout}, context, report);
    if (!not_done)
        not_done = refresh_after_commit(context, mall, options.write, report,
                                        has_plans ? Refresh::all_first : Refresh::changed);
    detail_changes(context, changes);
    print_write_report(context, report, mall);
    if (not_done) throw *not_done;
    if (report.refused == 0) return exit_done;
    const bool is_one = report.refused == 1;
    context.say(std::to_string(report.refused) +
                (apply.dry_run ? std::string(is_one ? " row" : " rows") + " would be left out"
                               : std::string(is_one ? " row was" : " rows were") + " left out; see " +
                                     report.rejects_file));
    return exit_rejected;
}

}  // namespace

Verb declare_apply(CLI::App& root) {
    auto options = std::make_shared<ApplyVerbOptions>();
    CLI::App* app = root.add_subcommand("apply", "Make the database match a mall's files");
    app->add_option("PATH", options->input.paths,
                    "Mall directories, YAML, CSV, JSON, JSONL and XLSX files; - is stdin; or a change set of "
                    "diff --save")
        ->required()
        ->type_name("");
    declare_apply_input(*app, options->input);
    app->add_option("--rejects", options->rejects,
                    "Write the good rows, and put the others into FILE with what is wrong with them")
        ->type_name("FILE");
    app->add_flag("--no-plan", options->leaves_plan,
                  "Leave the floor plans in the folder plan/ to mallctl import");
    declare_write_options(*app, options->write);
    app->footer(
        "Examples:\n"
        "  mallctl apply samples/riverside\n"
        "  mallctl apply samples/riverside --prune --max-deletes 5 --dry-run\n"
        "  mallctl apply samples/tables/kiosks.csv --columns samples/tables/kiosks.columns.yaml --mall "
        "riverside --dry-run\n"
        "  mallctl apply stores.food.csv --mall riverside --rejects bad.csv\n"
        "  mallctl get store --mall riverside --format yaml | mallctl apply - --mall riverside");
    return {app, [options, app](Context& context) { return run_apply(*options, *app, context); },
            [options] { return !names_change_set(options->input.paths); }};
}

}  // namespace mallctl::cli
