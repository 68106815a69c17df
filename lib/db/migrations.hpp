// The migrations of this binary, and what a database says about the ones it has.
#pragma once

#include <string>
#include <vector>

#include "db/connection.hpp"

namespace mallctl::db {

struct EmbeddedMigration {
    const char* name;  // "0001_malls.sql"
    const char* sql;
};

// In order of number. Generated at build time from lib/db/migrations/*.sql.
const std::vector<EmbeddedMigration>& embedded_migrations();

// 1 for "0001_malls.sql".
int migration_number(const EmbeddedMigration& migration);

// The text after "-- oldest-binary: " in a migration: the oldest release that may keep running after it.
std::string oldest_binary(const EmbeddedMigration& migration);

// Throws core::Error(usage), with what to run, unless the database has every migration of this binary and
// none that shuts this binary out.
void require_schema(Work& work, const std::string& label);

// Puts `mallctl` and the schema of PostGIS on the search path of the connection, for the session or
// (is_local) for the transaction.
void set_search_path(Work& work);

}  // namespace mallctl::db
