#include "cli/commands/doctor.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "cli/context.hpp"
#include "cli/exit_code.hpp"
#include "cli/output/rows.hpp"

namespace mallctl::cli {

namespace {

int run_doctor(Context& context) {
    context.allow_formats({"table", "json", "jsonl", "csv", "yaml"});
    operations::DoctorRequest request;
    request.endpoint = [&context] { return context.endpoint(); };
    request.private_cluster = context.config().get("database").text.empty();
    request.data_dir = context.config().get("data-dir").text;
    context.progress("looking");
    return print_health(operations::examine(request), context);
}

}  // namespace

int print_health(const std::vector<operations::HealthLine>& lines, Context& context) {
    Rows rows;
    rows.columns = {{"code"}, {"check"}, {"state"}, {"found"}, {"advice"}};
    for (const auto& line : lines) {
        rows.rows.push_back({line.code, line.check, operations::to_string(line.health), line.found,
                             line.advice.empty() ? std::nullopt : std::optional(line.advice)});
    }
    context.write_result([&](std::string_view format) { return format_rows(rows, format); });
    const bool broken = std::any_of(lines.begin(), lines.end(), [](const operations::HealthLine& line) {
        return line.health == operations::Health::error;
    });
    return broken ? exit_failed : exit_done;
}

std::vector<Verb> declare_doctor(CLI::App& root) {
    CLI::App* app = root.add_subcommand("doctor", "Look whether the database, disk and clock are in order");
    app->require_subcommand(0, 1);
    app->footer(
        "Each line is ok, warning or error, with advice. Exit status 1 when there is an error.\n"
        "\n"
        "Examples:\n"
        "  mallctl doctor\n"
        "  mallctl doctor --format json\n"
        "  mallctl doctor audit --mall riverside\n"
        "  mallctl doctor rls");
    return {{app, run_doctor}, declare_doctor_audit(*app), declare_doctor_rls(*app)};
}

}  // namespace mallctl::cli
