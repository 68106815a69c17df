// Numbered SQL files compiled into the binary bring a database to this binary's schema.
#pragma once

#include <string>
#include <vector>

#include "db/endpoint.hpp"

namespace mallctl::db {

struct MigrationReport {
    int from = 0;  // schema version before; 0 = empty database
    int to = 0;
    std::vector<std::string> applied;  // file names, in order
};

// Applies what is missing, one transaction each, under an advisory lock; a second call does nothing. Also
// creates the roles and the extension where the connected role may. Throws core::Error(usage) when an applied
// file's checksum differs or the schema is newer than this binary, (unreachable) when the server cannot be
// reached or PostGIS is not installed there.
MigrationReport migrate(const Endpoint& endpoint);

// Number of the newest migration that the database has; 0 = none. Throws core::Error(unreachable) when the
// server cannot be reached.
int schema_version(const Endpoint& endpoint);

}  // namespace mallctl::db
