#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "cli/commands/db.hpp"
#include "cli/confirm.hpp"
#include "cli/context.hpp"
#include "cli/exit_code.hpp"
#include "cli/interrupt.hpp"
#include "core/error.hpp"
#include "db/backup/backup.hpp"
#include "db/backup/backup_file.hpp"
#include "db/cluster/cluster.hpp"

namespace mallctl::cli {

namespace {

namespace fs = std::filesystem;
using core::Error;
using core::Fault;

struct RestoreVerbOptions {
    std::string file;
    bool yes = false;
};

std::string joined(const std::vector<std::string>& texts) {
    std::string list;
    for (const auto& text : texts) list += (list.empty() ? "" : ";") + text;
    return list;
}

void require_new_file(const std::string& file, const Context& context) {
    if (file == "-")
        throw Error(Fault::usage, "a backup goes into a file", "name one: mallctl db backup FILE");
    std::error_code absent;
    const auto status = fs::status(file, absent);
    if (!fs::exists(status)) return;
    if (!fs::is_regular_file(status)) throw Error(Fault::usage, file + " is no file", "name a new file");
    if (context.options.overwrite) return;
    throw Error(Fault::usage, file + " is there already", "say --overwrite to replace it, or name another");
}

// Connects as the role that sees every mall; on another server the URL's own role becomes it.
db::BackupReport back_up_to(const fs::path& file, Context& context) {
    const db::Endpoint endpoint = context.endpoint();
    const std::string& named = context.config().get("database").text;
    const std::string conninfo =
        named.empty() ? db::Cluster(context.config().get("data-dir").text).url("mallctl_backup") : named;
    context.say("backing up " + endpoint.label);
    return db::back_up(conninfo, endpoint.label, file);
}

// Under a temporary name first: a file of that name is a whole backup, always.
db::BackupReport back_up_in_place(const fs::path& file, Context& context) {
    const fs::path temporary = file.string() + "." + std::to_string(::getpid()) + ".tmp";
    const RemoveOnSignal guard(temporary.string());
    std::error_code failed;
    try {
        const db::BackupReport report = back_up_to(temporary, context);
        fs::rename(temporary, file, failed);
        if (!failed) return report;
    } catch (...) {
        fs::remove(temporary, failed);
        throw;
    }
    fs::remove(temporary, failed);
    throw Error(Fault::failed, "cannot write " + file.string(),
                "check that its directory exists and is writable");
}

Rows backup_rows(const std::string& file, const db::BackupReport& report) {
    Rows rows;
    rows.columns = {{"file"},
                    {"malls", CellKind::list},
                    {"schema_version", CellKind::number},
                    {"tables", CellKind::number},
                    {"rows", CellKind::number}};
    rows.rows.push_back({file, joined(report.malls), std::to_string(report.schema_version),
                         std::to_string(report.tables), std::to_string(report.rows)});
    return rows;
}

int run_backup(const std::string& file, Context& context) {
    context.allow_formats({"table", "json", "jsonl", "csv", "yaml"});
    require_new_file(file, context);
    const db::BackupReport report = back_up_in_place(file, context);
    Rows rows = backup_rows(file, report);
    std::error_code unknown;
    const auto size = fs::file_size(file, unknown);
    rows.columns.push_back({"bytes", CellKind::number});
    rows.rows.front().push_back(std::to_string(size));
    context.write_result([&](std::string_view format) {
        if (format != "table") return format_record(rows, format);
        return fmt::format("wrote {}: {} malls, {} rows, schema version {}, {} bytes\n", file,
                           report.malls.size(), report.rows, report.schema_version, size);
    });
    return exit_done;
}

// Malls that are there already would be lost.
void ask_first(const RestoreVerbOptions& options, const db::Endpoint& endpoint, Context& context) {
    const auto malls = db::malls_of_database(endpoint);
    if (malls.empty() || options.yes) return;
    require_answer(context, false,
                   fmt::format("say --yes to replace the {} malls in {}", malls.size(), endpoint.label));
    if (ask(context, fmt::format("replace everything in {} ({} malls: {}) by {}?", endpoint.label,
                                 malls.size(), joined(malls), options.file)))
        return;
    throw Error(Fault::failed, "not confirmed; nothing was changed");
}

int run_restore(const RestoreVerbOptions& options, Context& context) {
    context.allow_formats({"table", "json", "jsonl", "csv", "yaml"});
    db::read_backup_header(options.file);  // what is no backup needs no question
    const db::Endpoint endpoint = context.endpoint();
    ask_first(options, endpoint, context);
    context.say("restoring " + options.file + " into " + endpoint.label);
    const db::RestoreReport report = db::restore(endpoint, options.file);
    Rows rows = backup_rows(options.file, report.restored);
    rows.columns.push_back({"applied", CellKind::list});
    rows.rows.front().push_back(joined(report.applied));
    context.write_result([&](std::string_view format) {
        if (format != "table") return format_record(rows, format);
        std::string text =
            fmt::format("restored {} malls, {} rows, schema version {}\n", report.restored.malls.size(),
                        report.restored.rows, report.restored.schema_version);
        if (!report.applied.empty())
            text += fmt::format("schema migrated to version {}\n", report.schema_version);
        return text;
    });
    return exit_done;
}

}  // namespace

Verb declare_db_backup(CLI::App& db) {
    auto file = std::make_shared<std::string>();
    CLI::App* app = db.add_subcommand("backup", "Write every mall, with its history, into one file");
    app->add_option("FILE", *file, "A new file; --overwrite replaces one")->required()->type_name("");
    app->footer(
        "The database may be in use: the file holds what one moment saw. Equal databases give equal files.\n"
        "\n"
        "Examples:\n"
        "  mallctl db backup malls.backup\n"
        "  mallctl db backup malls.backup --overwrite --format json");
    return {app, [file](Context& context) { return run_backup(*file, context); }};
}

Verb declare_db_restore(CLI::App& db) {
    auto options = std::make_shared<RestoreVerbOptions>();
    CLI::App* app = db.add_subcommand("restore", "Make the database what a backup holds, and migrate it");
    app->add_option("FILE", options->file, "A file that mallctl db backup has written")
        ->required()
        ->type_name("");
    app->add_flag("--yes", options->yes, "Do not ask before malls that are there are replaced");
    app->footer(
        "The file is checked to its end first, and the database changes in one transaction: all or nothing.\n"
        "\n"
        "Examples:\n"
        "  mallctl db backup malls.backup\n"
        "  mallctl db restore malls.backup --yes");
    return {app, [options](Context& context) { return run_restore(*options, context); }};
}

}  // namespace mallctl::cli
