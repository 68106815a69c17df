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

int run_build(Context& context) {
    context.allow_formats({"table", "json", "jsonl", "csv", "yaml"});
    const std::string mall = context.mall();
    auto& session = context.session();
    context.say("building nav of mall " + mall + " of " + context.endpoint().label);
    const auto report = operations::build_nav(session, mall);
    context.say_findings(report.findings);
    Rows rows;
    rows.columns = {
        {"mall"}, {"artifact"}, {"rebuilt", CellKind::boolean}, {"bytes", CellKind::number}, {"sha256"}};
    rows.rows.push_back(
        {mall, "nav", report.rebuilt ? "true" : "false", std::to_string(report.size), report.sha256});
    context.write_result([&](std::string_view format) { return format_rows(rows, format); });
    if (!report.rebuilt) context.say("nothing changed: the artifact was up to date");
    return exit_done;
}

}  // namespace

Verb declare_build(CLI::App& root) {
    auto artifact = std::make_shared<std::string>("nav");
    CLI::App* app = root.add_subcommand("build", "Build the navigation graph from the mall's newest plan");
    allow_words(
        app->add_option("ARTIFACT", *artifact, "What to build: nav")->type_name("")->capture_default_str(),
        {"nav"});
    app->footer(
        "Builds only when the plan has changed since the last build.\n\n"
        "Examples:\n"
        "  mallctl build nav --mall riverside\n"
        "  mallctl build --mall riverside --format json");
    return {app, [artifact](Context& context) { return run_build(context); }, in_each_mall};
}

}  // namespace mallctl::cli
