#include "cli/commands/doctor.hpp"

#include <CLI/CLI.hpp>

#include "cli/context.hpp"
#include "core/error.hpp"

namespace mallctl::cli {

std::vector<Verb> declare_doctor(CLI::App& root) {
    CLI::App* app = root.add_subcommand("doctor", "Check that what is stored is as it should be");
    app->require_subcommand(0, 1);
    app->footer(
        "Examples:\n"
        "  mallctl doctor audit\n"
        "  mallctl doctor audit --mall riverside --format json");
    const auto no_verb = [](Context&) -> int {
        throw core::Error(core::Fault::usage, "doctor needs to know what: audit",
                          "see: mallctl doctor --help");
    };
    return {{app, no_verb}, declare_doctor_audit(*app)};
}

}  // namespace mallctl::cli
