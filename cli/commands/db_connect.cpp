#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "cli/commands/db.hpp"
#include "cli/context.hpp"
#include "cli/exit_code.hpp"
#include "cli/option_checks.hpp"
#include "cli/output/rows.hpp"
#include "core/error.hpp"
#include "db/cluster/cluster.hpp"
#include "db/migrate.hpp"

namespace mallctl::cli {

namespace {

struct RoleOption {
    std::string role = "app";
    std::vector<std::string> arguments;  // of psql
};

std::string role_name(const RoleOption& options) {
    return "mallctl_" + options.role;
}

void declare_role(CLI::App& app, RoleOption& options) {
    allow_words(app.add_option("--role", options.role, "As which role: app, owner, reader or backup")
                    ->type_name("ROLE")
                    ->capture_default_str(),
                {"app", "owner", "reader", "backup"});
}

std::string url_of(Context& context, const RoleOption& options) {
    const std::string& named = context.config().get("database").text;
    if (named.empty()) return db::Cluster(context.config().get("data-dir").text).url(role_name(options));
    db::endpoint_of_url(named);  // refuses what libpq would not understand
    return named;
}

int run_migrate(Context& context) {
    context.allow_formats({"table", "json", "jsonl", "csv", "yaml"});
    const db::Endpoint endpoint = context.endpoint();
    context.say("migrating " + endpoint.label);
    const db::MigrationReport report = db::migrate(endpoint);
    Rows rows;
    rows.columns = {{"from", CellKind::number}, {"to", CellKind::number}, {"applied", CellKind::list}};
    std::string applied;
    for (const std::string& name : report.applied) applied += (applied.empty() ? "" : ";") + name;
    rows.rows.push_back({std::to_string(report.from), std::to_string(report.to), applied});
    const std::string to = std::to_string(report.to);
    context.write_result([&](std::string_view format) {
        if (format != "table") return format_record(rows, format);
        if (report.applied.empty()) return "schema version " + to + ", up to date\n";
        return "schema migrated from version " + std::to_string(report.from) + " to " + to + "\n";
    });
    return exit_done;
}

int run_url(const RoleOption& options, Context& context) {
    context.allow_formats({"table", "json"});
    const std::string url = url_of(context, options);
    Rows row{{{"url"}}, {{url}}};
    context.write_result(
        [&](std::string_view format) { return format == "table" ? url + "\n" : format_record(row, format); });
    return exit_done;
}

// Becomes psql. The connection goes through the environment: a password in argv would show in ps.
int run_shell(const RoleOption& options, Context& context) {
    const bool named = !context.config().get("database").text.empty();
    for (const auto& [name, value] : db::libpq_environment(url_of(context, options))) {
        ::setenv(name.c_str(), value.c_str(), 1);
    }
    // Readers have views of their own.
    std::string settings =
        options.role == "reader" ? "-c search_path=mallctl_view,public" : "-c search_path=mallctl,public";
    if (named) settings += " -c role=" + role_name(options);
    ::setenv("PGOPTIONS", settings.c_str(), 1);
    ::setenv("PGAPPNAME", "mallctl db shell", 1);
    std::string program = "psql";
    std::vector<std::string> arguments = options.arguments;
    if (context.options.no_input) arguments.insert(arguments.begin(), "--no-password");
    std::vector<char*> argv = {program.data()};
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    context.streams.out.flush();
    ::execvp(argv.front(), argv.data());
    throw core::Error(core::Fault::failed, std::string("cannot run psql: ") + std::strerror(errno),
                      "install it: apt-get install postgresql-client");
}

}  // namespace

Verb declare_db_migrate(CLI::App& db) {
    CLI::App* app =
        db.add_subcommand("migrate", "Bring the schema of the cluster or of --database up to date");
    app->footer(
        "The private cluster is migrated by `mallctl db start` already. On another server the connected role "
        "must\n"
        "be able to become mallctl_owner; the roles and PostGIS are made where it may.\n"
        "\n"
        "Examples:\n"
        "  mallctl db migrate\n"
        "  MALLCTL_DATABASE=postgresql://admin@db.example/malls mallctl db migrate");
    return {app, run_migrate};
}

Verb declare_db_url(CLI::App& db) {
    auto options = std::make_shared<RoleOption>();
    CLI::App* app =
        db.add_subcommand("url", "Print the libpq URI of the running cluster, for psql, QGIS or GDAL");
    declare_role(*app, *options);
    app->footer(
        "Examples:\n"
        "  psql \"$(mallctl db url)\"\n"
        "  psql \"$(mallctl db url --role reader)\" -c 'select slug, version from mallctl_view.mall'");
    return {app, [options](Context& context) { return run_url(*options, context); }};
}

Verb declare_db_shell(CLI::App& db) {
    auto options = std::make_shared<RoleOption>();
    CLI::App* app = db.add_subcommand("shell", "Open psql on the database; arguments after -- go to psql");
    declare_role(*app, *options);
    app->add_option("ARGS", options->arguments, "Arguments of psql")->type_name("");
    app->footer(
        "As mallctl_app, which sees the rows of one mall at a time: set_config('mallctl.mall', ID, true).\n"
        "\n"
        "Examples:\n"
        "  mallctl db shell\n"
        "  mallctl db shell --role reader -- -c 'select slug, name from mall'");
    return {app, [options](Context& context) { return run_shell(*options, context); }};
}

}  // namespace mallctl::cli
