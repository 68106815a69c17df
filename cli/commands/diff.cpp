#include "cli/commands/diff.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>

#include "catalog/manifest_reader.hpp"
#include "cli/apply_input.hpp"
#include "cli/apply_saved.hpp"
#include "cli/context.hpp"
#include "cli/each_mall.hpp"
#include "cli/exit_code.hpp"
#include "cli/manifest_inputs.hpp"
#include "cli/output/catalog_changes_text.hpp"
#include "cli/output/plan_diff_text.hpp"
#include "cli/output/write_file.hpp"
#include "cli/output/write_report.hpp"
#include "cli/version_argument.hpp"
#include "cli/write_options.hpp"
#include "core/error.hpp"
#include "operations/apply.hpp"
#include "operations/change_set/change_set_writer.hpp"
#include "operations/json_parts.hpp"

namespace mallctl::cli {

namespace {

using operations::Json;

struct DiffVerbOptions {
    ApplyInput input;  // or versions in place of paths
    std::string lock_timeout;
    std::string save;
};

// v3, unless there is a file of that name.
std::optional<std::int64_t> version_of(const std::string& text) {
    std::error_code ignored;
    if (!text.starts_with('v') || std::filesystem::exists(text, ignored)) return std::nullopt;
    return parse_version(text);
}

void require_no_flags_of_files(const CLI::App& app) {
    const auto given = given_flags(
        app, {"--prune", "--max-deletes", "--columns", "--kind", "--force-conflicts", "--lock-timeout"});
    if (given.empty()) return;
    throw core::Error(core::Fault::usage,
                      given.front() + " makes no sense with versions, which are compared as they are",
                      "leave it out, or name files in place of versions");
}

int diff_versions(const DiffVerbOptions& options, const CLI::App& app, Context& context) {
    require_no_flags_of_files(app);
    if (!options.save.empty()) {
        throw core::Error(core::Fault::usage, "--save saves what files would change, and these are versions",
                          "to go back to a version: mallctl rollback");
    }
    const std::string mall = context.mall();
    if (options.input.paths.size() > 2) {
        throw core::Error(core::Fault::usage, "more than two versions cannot be compared",
                          "name two, as mallctl diff v3 v4, or one, which is compared with the newest");
    }
    const auto from = version_of(options.input.paths[0]);
    std::optional<std::int64_t> to;
    if (options.input.paths.size() == 2) to = version_of(options.input.paths[1]);
    if (options.input.paths.size() == 2 && !to) {
        throw core::Error(core::Fault::usage, "\"" + options.input.paths[1] + "\" is no version",
                          "compare two versions (v3 v4; list them: mallctl history), or files with the mall");
    }
    ChangeList changes;
    const auto diff =
        operations::diff_versions(context.session(), mall, *from, to,
                                  [&](const operations::CatalogChange& change) { changes.add(change); });
    context.write_result([&](std::string_view format) {
        return format == "json" ? plan_diff_json(diff, changes, mall)
                                : plan_diff_table(diff, changes, context.options.verbose);
    });
    return diff.changes.empty() && changes.changes().empty() ? exit_done : exit_differences;
}

std::string files_json(const operations::WriteReport& report, const ChangeList& changes,
                       const std::string& mall) {
    Json json = Json::parse(write_report_json(report, mall));
    json["changes"] = Json::array();
    for (const auto& change : changes.changes()) json["changes"].push_back(change_json(change));
    if (changes.left_out() > 0) json["changes_left_out"] = changes.left_out();
    return operations::to_text(json, 2) + "\n";
}

std::string files_table(const operations::WriteReport& report, const ChangeList& changes, bool verbose,
                        const std::string& mall) {
    const auto total = report.changed.total();
    if (!report.changed.any()) return fmt::format("no differences: {} is as the files say\n", mall);
    return changes_table(changes, verbose) + fmt::format("{}: {} to add, {} to change, {} to remove\n", mall,
                                                         total.added, total.updated, total.removed);
}

// What `compare` does with `apply`, saved as a change set into the file, if there is one.
operations::WriteReport save_changes(const std::string& file, operations::ApplyOptions& apply,
                                     const std::function<operations::WriteReport()>& compare) {
    if (file.empty()) return compare();
    operations::WriteReport report;
    write_file(file, [&](std::ostream& out) {
        operations::ChangeSetWriter changes(out);
        apply.save = &changes;
        report = compare();
        changes.finish();
    });
    return report;
}

// What `apply` of the files would change: its dry run.
int diff_files(const DiffVerbOptions& options, Context& context) {
    require_for_each_mall(options.input, context);
    const std::string save = file_of_mall("--save", options.save, context);
    auto apply = apply_options(options.input);
    apply.dry_run = true;
    operations::RefusedRows refused("");
    catalog::ManifestOptions reading;
    reading.kind = options.input.kind;
    reading.on_rejected = [&](const catalog::RejectedRow& row) { refused.add(row); };
    ManifestInputs inputs(options.input.paths, options.input.columns, reading, context.streams.in);
    auto& reader = inputs.reader();
    apply.mall = named_mall(reader, context);
    WriteOptions write;
    write.lock_timeout = options.lock_timeout;
    apply.lock_timeout = lock_timeout(write, context);
    ChangeList changes;
    apply.on_change = [&](const operations::CatalogChange& change) { changes.add(change); };
    auto& session = context.session();
    const std::string mall = reader.mall() != nullptr ? reader.mall()->key() : apply.mall;
    const auto report =
        save_changes(save, apply, [&] { return operations::apply(session, reader, refused, apply); });
    context.say_findings(report.findings);
    context.write_result([&](std::string_view format) {
        return format == "json" ? files_json(report, changes, mall)
                                : files_table(report, changes, context.options.verbose, mall);
    });
    return report.changed.any() ? exit_differences : exit_done;
}

int run_diff(const DiffVerbOptions& options, const CLI::App& app, Context& context) {
    context.allow_formats({"table", "json"});
    if (names_change_set(options.input.paths)) {
        throw core::Error(
            core::Fault::usage, "a change set is no file of a mall",
            "to see what it does: mallctl apply " + options.input.paths.front() + " --dry-run -v");
    }
    return version_of(options.input.paths[0]) ? diff_versions(options, app, context)
                                              : diff_files(options, context);
}

}  // namespace

Verb declare_diff(CLI::App& root) {
    auto options = std::make_shared<DiffVerbOptions>();
    CLI::App* app =
        root.add_subcommand("diff", "Show what apply would change, or what tells two versions apart");
    app->add_option("SOURCE", options->input.paths,
                    "Mall directories, YAML and CSV files, - for stdin; or one or two versions: v3 v4")
        ->required()
        ->type_name("");
    declare_apply_input(*app, options->input);
    app->add_option("--lock-timeout", options->lock_timeout,
                    "How long to wait for another writer of this mall (default: 60s)")
        ->type_name("TIME");
    app->add_option("--save", options->save, "Save the changes as a change set, for mallctl apply FILE")
        ->type_name("FILE");
    app->footer(
        "Examples:\n"
        "  mallctl diff samples/riverside\n"
        "  mallctl diff samples/riverside --save riverside.changes\n"
        "  mallctl diff v1 --mall riverside\n"
        "  mallctl diff v1 v2 --mall riverside --format json");
    return {app, [options, app](Context& context) { return run_diff(*options, *app, context); },
            in_each_mall};
}

}  // namespace mallctl::cli
