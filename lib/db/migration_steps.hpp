// What bringing a database to a schema consists of, for migrate and for restoring a backup.
#pragma once

#include "db/connection.hpp"
#include "db/endpoint.hpp"
#include "db/migrations.hpp"

namespace mallctl::db {

// Waits until nobody else migrates this database, and keeps others from it while the connection lives.
void lock_migrations(Connection& connection);

// The connection acts as mallctl_owner from now on; throws core::Error(usage) when it may not.
void become_owner(Connection& connection, const Endpoint& endpoint);

// Makes the schema, and the table of the migrations that it has had, where they are missing.
void create_ledger(Work& work);

// Runs a migration and enters it. The search path must be that of set_search_path.
void apply_migration(Work& work, const EmbeddedMigration& migration);

}  // namespace mallctl::db
