#include "cli/commands/build.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/context.hpp"
#include "cli/each_mall.hpp"
#include "cli/exit_code.hpp"
#include "cli/option_checks.hpp"
#include "cli/output/rows.hpp"
#include "core/error.hpp"
#include "operations/build.hpp"
#include "operations/build_search.hpp"

namespace mallctl::cli {

namespace {

struct BuildVerbOptions {
    std::string artifact;  // empty: all
    unsigned jobs = 0;
};

Rows empty_rows() {
    const auto number = CellKind::number;
    Rows rows;
    rows.columns = {{"mall"},
                    {"artifact"},
                    {"rebuilt", CellKind::boolean},
                    {"floors_built", number},
                    {"floors_reused", number},
                    {"documents_built", number},
                    {"documents_reused", number},
                    {"bytes", number},
                    {"sha256"}};
    return rows;
}

using Build = operations::BuildReport (*)(db::Session&, const std::string&, const operations::BuildOptions&);

void build_one(const std::string& artifact, Build build, const BuildVerbOptions& options, Context& context,
               Rows& rows) {
    const std::string mall = context.mall();
    auto& session = context.session();
    context.say("building " + artifact + " of mall " + mall + " of " + context.endpoint().label);
    operations::BuildOptions wanted;
    wanted.jobs = options.jobs;
    const auto report = build(session, mall, wanted);
    context.say_findings(report.findings);
    const std::string built = std::to_string(report.parts_built);
    const std::string reused = std::to_string(report.parts_reused);
    auto& row = rows.rows.emplace_back();
    row = {mall, artifact, report.rebuilt ? "true" : "false"};
    if (artifact == "nav") {
        row.insert(row.end(), {built, reused, std::nullopt, std::nullopt});
    } else {
        row.insert(row.end(), {std::nullopt, std::nullopt, built, reused});
    }
    row.insert(row.end(), {std::to_string(report.size), report.sha256});
    if (!report.rebuilt) context.say("nothing changed: " + artifact + " was up to date");
}

int run_build(const BuildVerbOptions& options, Context& context) {
    context.allow_formats({"table", "json", "jsonl", "csv", "yaml"});
    Rows rows = empty_rows();
    std::optional<core::Error> failed;
    if (options.artifact != "search") {
        try {
            build_one("nav", operations::build_nav, options, context, rows);
        } catch (const core::Error& error) {
            // A mall without a plan can be searched.
            if (options.artifact == "nav" || error.fault() != core::Fault::failed) throw;
            failed = error;
        }
    }
    if (options.artifact != "nav") build_one("search", operations::build_search, options, context, rows);
    context.write_result([&](std::string_view format) { return format_rows(rows, format); });
    if (failed) throw *failed;
    return exit_done;
}

}  // namespace

Verb declare_build(CLI::App& root) {
    auto options = std::make_shared<BuildVerbOptions>();
    CLI::App* app = root.add_subcommand(
        "build", "Build the navigation graph and the search index of the mall's newest version");
    allow_words(app->add_option("ARTIFACT", options->artifact, "What to build: nav or search; default: both")
                    ->type_name(""),
                {"nav", "search"});
    allow_range(app->add_option("-j,--jobs", options->jobs, "Floors built at a time; 0: one a core")
                    ->type_name("N")
                    ->capture_default_str(),
                0, 1024);
    app->footer(
        "Builds only what is out of date: the graph when the plan, or how routes end at stores, has "
        "changed,\n"
        "and then only the floors that changed; the search index when rows that it is made of have.\n\n"
        "Examples:\n"
        "  mallctl build nav --mall riverside\n"
        "  mallctl build search --mall riverside\n"
        "  mallctl build --mall riverside -j 1 --format json");
    return {app, [options](Context& context) { return run_build(*options, context); }, in_each_mall};
}

}  // namespace mallctl::cli
