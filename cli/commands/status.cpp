#include "cli/commands/status.hpp"

#include <CLI/CLI.hpp>
#include <chrono>
#include <memory>
#include <thread>

#include "cli/context.hpp"
#include "cli/exit_code.hpp"
#include "cli/mall_names.hpp"
#include "cli/output/status_text.hpp"
#include "core/error.hpp"
#include "operations/node_status.hpp"

namespace mallctl::cli {

namespace {

struct StatusVerbOptions {
    bool watch = false;
};

constexpr std::chrono::seconds watch_interval{2};
// Cursor to the top left, everything behind it gone.
constexpr const char* clear_screen = "\x1b[H\x1b[2J";

std::vector<operations::NodeStatus> read_status(Context& context) {
    std::vector<operations::NodeStatus> nodes = operations::node_status(context.session());
    const std::string& patterns = context.config().get("mall").text;
    for (operations::NodeStatus& node : nodes) {
        std::erase_if(node.malls, [&](const operations::NodeMallStatus& mall) {
            return !mall_is_wanted(patterns, mall.served.slug);
        });
    }
    return nodes;
}

// Until a signal ends the program.
[[noreturn]] void watch(Context& context) {
    if (!context.options.output.empty()) {
        throw core::Error(core::Fault::usage, "--watch writes to stdout, and -o to a file",
                          "leave one of them out");
    }
    const std::string format = context.format();
    for (;;) {
        const std::string text = status_text(read_status(context), format);
        if (context.streams.out_is_tty) context.streams.out << clear_screen;
        context.streams.out << text << std::flush;
        if (!context.streams.out)
            throw core::Error(core::Fault::failed, "cannot write to standard output", "is the disk full?");
        std::this_thread::sleep_for(watch_interval);
        if (!context.streams.out_is_tty && format == "table") context.streams.out << '\n';
    }
}

int run_status(const StatusVerbOptions& options, Context& context) {
    context.allow_formats({"table", "json", "jsonl", "csv", "yaml"});
    if (options.watch) watch(context);
    const auto nodes = read_status(context);
    context.write_result([&](std::string_view format) { return status_text(nodes, format); });
    if (nodes.empty()) context.say("no server has told this database of itself; start one: mallctl serve");
    return exit_done;
}

}  // namespace

Verb declare_status(CLI::App& root) {
    auto options = std::make_shared<StatusVerbOptions>();
    CLI::App* app =
        root.add_subcommand("status", "Show which servers run, and which version of each mall they serve");
    app->add_flag("--watch", options->watch, "Show it again every 2 seconds, until a signal");
    app->footer(
        "Of all malls, or of those of --mall (slugs and globs, joined by commas).\n\n"
        "Examples:\n"
        "  mallctl status\n"
        "  mallctl status --watch\n"
        "  mallctl status --mall riverside --format json");
    return {app, [options](Context& context) { return run_status(*options, context); }};
}

}  // namespace mallctl::cli
