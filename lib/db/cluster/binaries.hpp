// The installed PostgreSQL servers, and whether they have PostGIS.
#pragma once

#include <filesystem>
#include <string>

#include "db/cluster/cluster.hpp"

namespace mallctl::db {

inline constexpr int oldest_server = 15;

struct ServerBinaries {
    int major = 0;
    std::filesystem::path bin;  // holds initdb and postgres
};

// The server for a new cluster (`existing_version` empty: the newest one that has PostGIS), or the one of the
// major version that made an existing cluster. Throws core::Error naming the Debian packages that are
// missing, or the versions that do not go together.
ServerBinaries find_server(const ServerInstallation& installation, const std::string& existing_version);

}  // namespace mallctl::db
