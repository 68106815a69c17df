#include "cli/commands/export.hpp"

#include <CLI/CLI.hpp>

#include "core/error.hpp"

namespace mallctl::cli {

std::vector<Verb> declare_export(CLI::App& root) {
    CLI::App* app = root.add_subcommand("export", "Write the plan as a map to print, or for other programs");
    app->require_subcommand(0, 1);
    app->footer(
        "Examples:\n"
        "  mallctl export plan --mall riverside -o riverside.svg\n"
        "  mallctl export plan --mall riverside --level G --highlight bakery -o bakery.svg");
    const auto no_verb = [](Context&) -> int {
        throw core::Error(core::Fault::usage, "export needs to know what: plan",
                          "see: mallctl export --help");
    };
    return {{app, no_verb}, declare_export_plan(*app)};
}

}  // namespace mallctl::cli
