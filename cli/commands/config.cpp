#include "cli/commands/config.hpp"

#include <CLI/CLI.hpp>

#include "cli/context.hpp"
#include "cli/exit_code.hpp"
#include "cli/output/rows.hpp"
#include "config/settings.hpp"
#include "core/error.hpp"
#include "db/masked_url.hpp"

namespace mallctl::cli {

namespace {

std::optional<std::string> shown(const std::string& key, const std::string& text) {
    if (text.empty()) return std::nullopt;
    return key.ends_with("database") ? db::masked_url(text) : text;
}

int run_show(Context& context) {
    context.allow_formats({"table", "json", "jsonl", "csv", "yaml"});
    Rows rows;
    rows.columns = {{"setting"}, {"value"}, {"origin"}, {"about"}};
    for (const auto& setting : config::settings()) {
        const config::Value& value = context.config().get(setting.key);
        rows.rows.push_back({setting.key, shown(setting.key, value.text), value.source, setting.doc});
    }
    context.write_result([&](std::string_view format) { return format_rows(rows, format); });
    return exit_done;
}

}  // namespace

std::vector<Verb> declare_config(CLI::App& root) {
    CLI::App* app = root.add_subcommand("config", "Show the settings and where they come from");
    app->require_subcommand(0, 1);
    app->footer(
        "Examples:\n"
        "  mallctl config show");
    CLI::App* show = app->add_subcommand("show", "List every setting with its value and its origin");
    show->footer(
        "The origin is a flag, an environment variable, FILE:LINE of a settings file, or default.\n"
        "A password in a URL is not shown.\n"
        "\n"
        "Examples:\n"
        "  mallctl config show\n"
        "  mallctl config show --format json");
    const auto no_verb = [](Context&) -> int {
        throw core::Error(core::Fault::usage, "config needs a verb: show", "see: mallctl config --help");
    };
    return {{app, no_verb}, {show, run_show}};
}

}  // namespace mallctl::cli
