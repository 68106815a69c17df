#include "cli/commands/db.hpp"

#include <CLI/CLI.hpp>

#include "core/error.hpp"

namespace mallctl::cli {

std::vector<Verb> declare_db(CLI::App& root) {
    CLI::App* db = root.add_subcommand("db", "Start, stop and use the private PostgreSQL + PostGIS cluster");
    db->require_subcommand(0, 1);
    db->footer(
        "The cluster lives in --data-dir (MALLCTL_DATA_DIR; default /var/lib/mallctl as root, else\n"
        "$XDG_DATA_HOME/mallctl), listens on a unix socket only, and lets its owner and root in without a\n"
        "password. Every verb finds it there; --database or MALLCTL_DATABASE names another server.\n"
        "\n"
        "Examples:\n"
        "  mallctl db start\n"
        "  mallctl db status --format json\n"
        "  mallctl db backup malls.backup\n"
        "  mallctl db run -- mallctl apply samples/riverside");
    const auto no_verb = [](Context&) -> int {
        throw core::Error(core::Fault::usage,
                          "db needs a verb: start, stop, status, migrate, backup, restore, url, shell or run",
                          "see: mallctl db --help");
    };
    return {{db, no_verb},           declare_db_start(*db),  declare_db_stop(*db),    declare_db_status(*db),
            declare_db_migrate(*db), declare_db_backup(*db), declare_db_restore(*db), declare_db_url(*db),
            declare_db_shell(*db),   declare_db_run(*db)};
}

std::string format_record(const Rows& row, std::string_view format) {
    // JSON Lines has no array around its objects, so its one line is that object.
    return format_rows(row, format == "json" ? "jsonl" : format);
}

}  // namespace mallctl::cli
