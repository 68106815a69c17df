#include "cli/commands/apply.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>

#include "cli/context.hpp"
#include "cli/exit_code.hpp"
#include "cli/manifest_inputs.hpp"
#include "cli/output/write_report.hpp"
#include "cli/write_options.hpp"
#include "core/error.hpp"
#include "operations/apply.hpp"

namespace mallctl::cli {

namespace {

struct ApplyVerbOptions {
    std::vector<std::string> paths;
    std::string kind;
    std::string columns;
    bool prune = false;
    std::string max_deletes = "10%";
    bool force_conflicts = false;
    std::string rejects;
    WriteOptions write;
};

// Which mall the files are for: their own mall document, or what --mall and its kin say.
std::string named_mall(catalog::ManifestReader& reader, Context& context) {
    const std::string& named = context.config().get("mall").text;
    if (!named.empty() || reader.mall() != nullptr || reader.errors() > 0) return named;
    return context.mall();
}

void mention_plans(const std::vector<std::string>& paths, const std::string& mall, Context& context) {
    for (const auto& path : paths) {
        const auto plan = std::filesystem::path(path) / "plan";
        std::error_code ignored;
        if (std::filesystem::is_directory(plan, ignored)) {
            context.say("note: " + plan.string() + " is not applied; see: mallctl import " + plan.string() +
                        " --mall " + mall);
        }
    }
}

// What is missing from a few files is not what is to go.
void require_directories(const ApplyVerbOptions& options) {
    if (!options.prune || !options.columns.empty()) return;  // a mapped table is the whole of its kind
    for (const auto& path : options.paths) {
        std::error_code ignored;
        if (std::filesystem::is_directory(path, ignored)) continue;
        throw core::Error(core::Fault::usage, "--prune needs whole directories, and " + path + " is none",
                          "name the mall's directory, or leave --prune out");
    }
}

operations::ApplyOptions apply_options(const ApplyVerbOptions& options, Context& context) {
    operations::ApplyOptions apply;
    apply.dry_run = options.write.dry_run;
    apply.lock_timeout = lock_timeout(options.write, context);
    apply.force_conflicts = options.force_conflicts;
    apply.prune = options.prune;
    apply.max_deletes = options.max_deletes;
    return apply;
}

int run_apply(const ApplyVerbOptions& options, Context& context) {
    context.allow_formats({"table", "json"});
    require_directories(options);
    auto apply = apply_options(options, context);
    operations::RefusedRows refused(options.rejects);
    catalog::ManifestOptions reading;
    reading.kind = options.kind;
    reading.on_rejected = [&](const catalog::RejectedRow& row) { refused.add(row); };
    ManifestInputs inputs(options.paths, options.columns, reading, context.streams.in);
    auto& reader = inputs.reader();
    apply.mall = named_mall(reader, context);
    auto& session = context.session();
    const std::string mall = reader.mall() != nullptr ? reader.mall()->key() : apply.mall;
    if (!mall.empty()) context.say("applying to mall " + mall + " of " + context.endpoint().label);
    const auto report = operations::apply(session, reader, refused, apply);
    mention_plans(options.paths, mall, context);
    print_write_report(context, report, mall);
    if (report.refused == 0) return exit_done;
    context.say(std::to_string(report.refused) + (report.refused == 1 ? " row was" : " rows were") +
                " left out; see " + report.rejects_file);
    return exit_rejected;
}

}  // namespace

Verb declare_apply(CLI::App& root) {
    auto options = std::make_shared<ApplyVerbOptions>();
    CLI::App* app = root.add_subcommand("apply", "Make the database match a mall's files");
    app->add_option("PATH", options->paths,
                    "Mall directories, YAML, CSV, JSON, JSONL and XLSX files; - is stdin")
        ->required()
        ->type_name("");
    app->add_option(
           "--kind", options->kind,
           "Kind of rows that do not say theirs: store, offer and the others, see mallctl get --help")
        ->type_name("KIND");
    app->add_option("--columns", options->columns,
                    "Column mapping, by which PATH is a CSV table with headings of its own")
        ->type_name("FILE");
    app->add_flag(
        "--prune", options->prune,
        "Delete rows that were applied before and are not in the directory any more, of the kinds that are");
    app->add_option("--max-deletes", options->max_deletes,
                    "How many rows of a kind --prune may delete: a share or a number")
        ->type_name("N|N%")
        ->capture_default_str();
    app->add_option("--rejects", options->rejects,
                    "Write the good rows, and put the others into FILE with what is wrong with them")
        ->type_name("FILE");
    app->add_flag("--force-conflicts", options->force_conflicts,
                  "Write over what was changed or deleted by hand since the files were applied last");
    declare_write_options(*app, options->write);
    app->footer(
        "Examples:\n"
        "  mallctl apply samples/riverside\n"
        "  mallctl apply samples/riverside --prune --max-deletes 5 --dry-run\n"
        "  mallctl apply samples/tables/kiosks.csv --columns samples/tables/kiosks.columns.yaml --mall "
        "riverside --dry-run\n"
        "  mallctl apply stores.food.csv --mall riverside --rejects bad.csv\n"
        "  mallctl get store --mall riverside --format yaml | mallctl apply - --mall riverside");
    return {app, [options](Context& context) { return run_apply(*options, context); }};
}

}  // namespace mallctl::cli
