#include "cli/commands/build.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/context.hpp"
#include "cli/each_mall.hpp"
#include "cli/exit_code.hpp"
#include "cli/option_checks.hpp"
#include "cli/output/rows.hpp"
#include "operations/build.hpp"

namespace mallctl::cli {

namespace {

struct BuildVerbOptions {
    std::string artifact = "nav";
    unsigned jobs = 0;
};

int run_build(const BuildVerbOptions& options, Context& context) {
    context.allow_formats({"table", "json", "jsonl", "csv", "yaml"});
    const std::string mall = context.mall();
    auto& session = context.session();
    context.say("building nav of mall " + mall + " of " + context.endpoint().label);
    operations::BuildOptions build;
    build.jobs = options.jobs;
    const auto report = operations::build_nav(session, mall, build);
    context.say_findings(report.findings);
    Rows rows;
    const auto number = CellKind::number;
    rows.columns = {{"mall"},
                    {"artifact"},
                    {"rebuilt", CellKind::boolean},
                    {"floors_built", number},
                    {"floors_reused", number},
                    {"bytes", number},
                    {"sha256"}};
    rows.rows.push_back({mall, options.artifact, report.rebuilt ? "true" : "false",
                         std::to_string(report.floors_built), std::to_string(report.floors_reused),
                         std::to_string(report.size), report.sha256});
    context.write_result([&](std::string_view format) { return format_rows(rows, format); });
    if (!report.rebuilt) context.say("nothing changed: the artifact was up to date");
    return exit_done;
}

}  // namespace

Verb declare_build(CLI::App& root) {
    auto options = std::make_shared<BuildVerbOptions>();
    CLI::App* app = root.add_subcommand("build", "Build the navigation graph from the mall's newest plan");
    allow_words(app->add_option("ARTIFACT", options->artifact, "What to build: nav")
                    ->type_name("")
                    ->capture_default_str(),
                {"nav"});
    allow_range(app->add_option("-j,--jobs", options->jobs, "Floors built at a time; 0: one a core")
                    ->type_name("N")
                    ->capture_default_str(),
                0, 1024);
    app->footer(
        "Builds only when the plan, or how routes end at stores, has changed since the last build, and then\n"
        "only the floors that changed.\n\n"
        "Examples:\n"
        "  mallctl build nav --mall riverside\n"
        "  mallctl build --mall riverside -j 1 --format json");
    return {app, [options](Context& context) { return run_build(*options, context); }, in_each_mall};
}

}  // namespace mallctl::cli
