// A whole database of mallctl as one file, and back: every mall, every version, every artifact.
//
// The file holds rows, not SQL: a restore makes the schema from this program's own migrations, so a file from
// elsewhere can at worst hold wrong data, and the server may be of another major version.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "db/endpoint.hpp"

namespace mallctl::db {

struct BackupReport {
    std::vector<std::string> malls;  // slugs
    int schema_version = 0;
    int tables = 0;
    std::int64_t rows = 0;
};

// Writes all rows of the schema, as one moment saw them. `conninfo` must be able to become mallctl_backup,
// which alone sees the rows of every mall (BYPASSRLS). Tables, columns and rows are in the order of names and
// keys, so equal databases give equal files. Throws core::Error(usage) when the database has no schema of
// mallctl or the role may not do this, (unreachable), and (failed) when the file cannot be written; it is
// then of no use.
BackupReport back_up(const std::string& conninfo, const std::string& label,
                     const std::filesystem::path& file);

// What a restore would replace: the malls of the database; empty where there is no schema.
std::vector<std::string> malls_of_database(const Endpoint& endpoint);

struct RestoreReport {
    BackupReport restored;             // as the file had it
    std::vector<std::string> applied;  // migrations that it was brought up to date by
    int schema_version = 0;            // now
};

// Replaces the schema of mallctl and all that is in it by what the file holds, in one transaction: until it
// is committed the database is as it was, for everyone. A backup of an older schema is migrated in the same
// transaction. The file is read through before anything is touched. Throws core::Error(rejected) for a file
// that is no backup, cut off or damaged, or holds rows that the schema refuses; (usage) for one of a newer
// schema, or of other migrations than this program's; (conflict) when somebody works in the database for
// longer than ten seconds.
RestoreReport restore(const Endpoint& endpoint, const std::filesystem::path& file);

}  // namespace mallctl::db
