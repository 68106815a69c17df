#include "cli/commands/inspect.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "cli/context.hpp"
#include "cli/exit_code.hpp"
#include "cli/output/contents_text.hpp"
#include "importers/inspect/inspect.hpp"
#include "importers/inspect/suggest.hpp"

namespace mallctl::cli {

namespace {

struct InspectVerbOptions {
    std::vector<std::string> sources;
    bool suggest_mapping = false;
};

int run_suggest(const std::vector<importers::FileContents>& files, Context& context) {
    const auto suggestion = importers::inspect::suggest_mapping(files);
    context.write_result([&](std::string_view) { return suggestion.yaml; });
    for (const std::string& layer : suggestion.unmapped) context.say("stays unmapped: " + layer);
    return exit_done;
}

int run_inspect(const InspectVerbOptions& options, Context& context) {
    if (options.suggest_mapping) {
        context.allow_formats({"yaml", "table"});
    } else {
        context.allow_formats({"table", "json"});
    }
    const std::vector<std::filesystem::path> sources(options.sources.begin(), options.sources.end());
    const auto files = importers::inspect::inspect(sources);
    if (options.suggest_mapping) return run_suggest(files, context);
    context.write_result([&](std::string_view format) { return contents_text(files, format); });
    return exit_done;
}

}  // namespace

Verb declare_inspect(CLI::App& root) {
    auto options = std::make_shared<InspectVerbOptions>();
    CLI::App* app =
        root.add_subcommand("inspect", "Show the layers, counts, extents, units and texts of floor plans");
    app->add_option("SRC", options->sources, "Files, folders or archives of any format that import reads")
        ->required()
        ->type_name("");
    app->add_flag("--suggest-mapping", options->suggest_mapping,
                  "Write a first mapping.yaml from the names of the layers");
    app->footer(
        "Examples:\n"
        "  mallctl inspect samples/riverside/plan\n"
        "  mallctl inspect samples/riverside/plan --suggest-mapping\n"
        "  mallctl inspect samples/riverside/imdf --format json");
    return {app, [options](Context& context) { return run_inspect(*options, context); }};
}

}  // namespace mallctl::cli
