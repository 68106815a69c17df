#include <CLI/CLI.hpp>
#include <string>

#include "cli/commands/db.hpp"
#include "cli/context.hpp"
#include "cli/exit_code.hpp"
#include "cli/output/rows.hpp"
#include "core/error.hpp"
#include "db/cluster/cluster.hpp"
#include "db/migrate.hpp"

namespace mallctl::cli {

namespace {

// These verbs are about the private cluster; a named server is not ours to start or stop.
db::Cluster private_cluster(Context& context) {
    const config::Value& database = context.config().get("database");
    if (database.origin == config::Origin::flag) {
        throw core::Error(core::Fault::usage,
                          "this verb is about the private cluster, and --database names a server",
                          "leave --database out");
    }
    if (!database.text.empty()) {
        context.say("note: " + database.source +
                    " is set, so other verbs use that server, not the private cluster");
    }
    return db::Cluster(context.config().get("data-dir").text);
}

std::string state_of(const db::ClusterStatus& status) {
    if (status.running) return "running";
    return status.initialised ? "stopped" : "not initialised";
}

std::optional<std::string> text_or_null(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

// Nothing where the cluster does not run, or does not let us in, as in its first moments.
std::optional<int> schema_version_of(const db::Cluster& cluster, const db::ClusterStatus& status) {
    if (!status.running) return std::nullopt;
    try {
        return db::schema_version(cluster.endpoint());
    } catch (const core::Error&) {
        return std::nullopt;
    }
}

Rows status_rows(const db::ClusterStatus& status, std::optional<int> schema_version) {
    Rows rows;
    rows.columns = {{"state", CellKind::text},
                    {"server_version", CellKind::number},
                    {"schema_version", CellKind::number},
                    {"pid", CellKind::number},
                    {"user", CellKind::text},
                    {"data_dir", CellKind::text},
                    {"socket_dir", CellKind::text}};
    rows.rows.push_back({state_of(status), text_or_null(status.server_version),
                         schema_version ? std::optional(std::to_string(*schema_version)) : std::nullopt,
                         status.running ? std::optional(std::to_string(status.pid)) : std::nullopt,
                         text_or_null(status.user), status.data_dir.string(), status.socket_dir.string()});
    return rows;
}

std::string start_text(const db::StartReport& report, const db::ClusterStatus& status,
                       const db::MigrationReport& schema) {
    std::string text = report.initialised ? "made and started"
                       : report.started   ? "started"
                                          : "already running:";
    text += " private cluster in " + status.data_dir.string() + " (PostgreSQL " + status.server_version +
            ", pid " + std::to_string(status.pid) + ")\n";
    const std::string version = std::to_string(schema.to);
    return text + (schema.applied.empty() ? "schema version " + version + ", up to date\n"
                                          : "schema migrated from version " + std::to_string(schema.from) +
                                                " to " + version + "\n");
}

Rows start_rows(const db::StartReport& report, const db::ClusterStatus& status,
                const db::MigrationReport& schema) {
    Rows rows = status_rows(status, schema.to);
    const auto add = [&rows](const char* name, CellKind kind, const std::string& value) {
        rows.columns.push_back({name, kind});
        rows.rows.front().emplace_back(value);
    };
    add("initialised", CellKind::boolean, report.initialised ? "true" : "false");
    add("started", CellKind::boolean, report.started ? "true" : "false");
    return rows;
}

int run_start(Context& context) {
    context.allow_formats({"table", "json", "jsonl", "csv", "yaml"});
    db::Cluster cluster = private_cluster(context);
    context.progress("starting the private cluster");
    const db::StartReport report = cluster.start();
    context.progress("bringing its schema up to date");
    const db::MigrationReport schema = db::migrate(cluster.endpoint());
    const db::ClusterStatus status = cluster.status();
    context.write_result([&](std::string_view format) {
        return format == "table" ? start_text(report, status, schema)
                                 : format_record(start_rows(report, status, schema), format);
    });
    return exit_done;
}

int run_stop(Context& context) {
    db::Cluster cluster = private_cluster(context);
    const bool stopped = cluster.stop();
    const std::string where = " private cluster in " + cluster.status().data_dir.string();
    context.say(stopped ? "stopped" + where : "not running:" + where);
    return exit_done;
}

int run_status(Context& context) {
    context.allow_formats({"table", "json", "jsonl", "csv", "yaml"});
    const db::Cluster cluster = private_cluster(context);
    const db::ClusterStatus status = cluster.status();
    const Rows rows = status_rows(status, schema_version_of(cluster, status));
    context.write_result([&](std::string_view format) { return format_record(rows, format); });
    return status.running ? exit_done : exit_failed;
}

}  // namespace

Verb declare_db_start(CLI::App& db) {
    CLI::App* app =
        db.add_subcommand("start", "Make the cluster where there is none, start it, migrate its schema");
    app->footer(
        "Safe to repeat: what is there already is left alone. As root the server runs as the owner of the "
        "data\n"
        "directory, else as user mallctl where there is one, else as user postgres.\n"
        "\n"
        "Examples:\n"
        "  mallctl db start\n"
        "  mallctl db start --data-dir ~/malls --format json");
    return {app, run_start};
}

Verb declare_db_stop(CLI::App& db) {
    CLI::App* app = db.add_subcommand("stop", "Stop the cluster; open transactions are rolled back");
    app->footer(
        "Examples:\n"
        "  mallctl db stop\n"
        "  mallctl db stop --data-dir ~/malls");
    return {app, run_stop};
}

Verb declare_db_status(CLI::App& db) {
    CLI::App* app =
        db.add_subcommand("status", "Say whether the cluster runs (exit code 0) or not (1), and where");
    app->footer(
        "Examples:\n"
        "  mallctl db status\n"
        "  mallctl db status --format json");
    return {app, run_status};
}

}  // namespace mallctl::cli
