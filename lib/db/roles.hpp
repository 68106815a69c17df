// Roles, extensions and the right to make a schema: what a database needs before the first migration.
#pragma once

#include <string>

#include "db/connection.hpp"

namespace mallctl::db {

// Creates what is missing and the connected role may create, on a database named by `label`. Throws
// core::Error(unreachable) when PostGIS is not installed on the server, (usage) with the statement to hand to
// an administrator when a right is missing.
void prepare_database(Connection& connection, const std::string& label);

}  // namespace mallctl::db
