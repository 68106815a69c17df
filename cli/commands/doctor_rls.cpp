#include <CLI/CLI.hpp>

#include "cli/commands/doctor.hpp"
#include "cli/context.hpp"
#include "operations/doctor_row_security.hpp"

namespace mallctl::cli {

Verb declare_doctor_rls(CLI::App& parent) {
    CLI::App* app = parent.add_subcommand(
        "rls", "Prove that no role reads or writes rows of another mall or tenant, by trying");
    app->footer(
        "Each line is ok or error, with advice. Exit status 1 when there is an error.\n"
        "\n"
        "Examples:\n"
        "  mallctl doctor rls\n"
        "  mallctl doctor rls --format json");
    return {app, [](Context& context) {
                context.allow_formats({"table", "json", "jsonl", "csv", "yaml"});
                context.progress("trying");
                return print_health(operations::examine_row_security(context.endpoint()), context);
            }};
}

}  // namespace mallctl::cli
