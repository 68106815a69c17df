// mallctl db: The private PostgreSQL cluster, and any server's schema.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/output/rows.hpp"
#include "cli/verb.hpp"

namespace mallctl::cli {

// `db` itself and each of its verbs.
std::vector<Verb> declare_db(CLI::App& root);

// The one row of an answer that is no list: in JSON an object by itself, not an array of one.
std::string format_record(const Rows& row, std::string_view format);

// In db_cluster.cpp: start, stop and status of the private cluster.
Verb declare_db_start(CLI::App& db);
Verb declare_db_stop(CLI::App& db);
Verb declare_db_status(CLI::App& db);

// In db_connect.cpp: a schema or a connection, of the private cluster or of --database.
Verb declare_db_migrate(CLI::App& db);
Verb declare_db_url(CLI::App& db);
Verb declare_db_shell(CLI::App& db);

// In db_backup.cpp: everything into one file, and back.
Verb declare_db_backup(CLI::App& db);
Verb declare_db_restore(CLI::App& db);

// In db_run.cpp: a throw-away cluster around a command.
Verb declare_db_run(CLI::App& db);

}  // namespace mallctl::cli
