// What a new server needs before migrations: roles, database, extension.
#pragma once

#include <filesystem>

namespace mallctl::db {

// Creates what is missing, as the superuser, through the socket in `socket_dir`: the four roles, database
// `mallctl` (owned by mallctl_owner; nobody else may connect but the other three, and only mallctl_app may
// make temporary tables), and in it the extensions that only a superuser can make. Throws
// core::Error(unreachable).
void set_up_database(const std::filesystem::path& socket_dir);

}  // namespace mallctl::db
