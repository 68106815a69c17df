#include "cli/commands/history.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/context.hpp"
#include "cli/each_mall.hpp"
#include "cli/exit_code.hpp"
#include "cli/option_checks.hpp"
#include "cli/output/history_text.hpp"
#include "operations/history.hpp"

namespace mallctl::cli {

namespace {

struct HistoryVerbOptions {
    std::int64_t limit = 20;
};

int run_history(const HistoryVerbOptions& options, Context& context) {
    context.allow_formats({"table", "json", "jsonl", "csv", "yaml"});
    const std::string mall = context.mall();
    const auto history = operations::list_history(context.session(), mall, options.limit);
    context.write_result([&](std::string_view format) { return history_text(history.versions, format); });
    if (history.total > options.limit) {
        context.say(fmt::format("the newest {} of {} versions; all of them: --limit {}", options.limit,
                                history.total, history.total));
    }
    return exit_done;
}

}  // namespace

Verb declare_history(CLI::App& root) {
    auto options = std::make_shared<HistoryVerbOptions>();
    CLI::App* app = root.add_subcommand("history", "List the versions of a mall, newest first");
    allow_range(app->add_option("--limit", options->limit, "At most this many")
                    ->type_name("N")
                    ->capture_default_str(),
                1, 1'000'000);
    app->footer(
        "Examples:\n"
        "  mallctl history --mall riverside\n"
        "  mallctl history --mall riverside --limit 100 --format csv -o history.csv");
    return {app, [options](Context& context) { return run_history(*options, context); }, in_each_mall};
}

}  // namespace mallctl::cli
