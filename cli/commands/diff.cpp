#include "cli/commands/diff.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/context.hpp"
#include "cli/each_mall.hpp"
#include "cli/exit_code.hpp"
#include "cli/output/plan_diff_text.hpp"
#include "cli/version_argument.hpp"
#include "core/error.hpp"

namespace mallctl::cli {

namespace {

struct DiffVerbOptions {
    std::string from;
    std::string to;
};

std::int64_t version_of(const std::string& text) {
    const auto number = parse_version(text);
    if (number && text.starts_with('v')) return *number;
    throw core::Error(core::Fault::usage, "\"" + text + "\" is no version",
                      "diff compares the plans of versions: mallctl diff v3 v4, or v3 with the current plan; "
                      "list them: mallctl history");
}

int run_diff(const DiffVerbOptions& options, Context& context) {
    context.allow_formats({"table", "json"});
    const auto from = version_of(options.from);
    std::optional<std::int64_t> to;
    if (!options.to.empty()) to = version_of(options.to);
    const std::string mall = context.mall();
    const auto diff = operations::diff_versions(context.session(), mall, from, to);
    context.write_result([&](std::string_view format) {
        return format == "json" ? plan_diff_json(diff, mall) : plan_diff_table(diff);
    });
    return diff.changes.empty() ? exit_done : exit_differences;
}

}  // namespace

Verb declare_diff(CLI::App& root) {
    auto options = std::make_shared<DiffVerbOptions>();
    CLI::App* app = root.add_subcommand("diff", "Compare the floor plans of two versions");
    app->add_option("FROM", options->from, "A version: v3")->required()->type_name("");
    app->add_option("TO", options->to, "The other one; default: the newest")->type_name("");
    app->footer(
        "Examples:\n"
        "  mallctl diff v2 --mall riverside\n"
        "  mallctl diff v2 v2 --mall riverside --format json");
    return {app, [options](Context& context) { return run_diff(*options, context); }, in_each_mall};
}

}  // namespace mallctl::cli
