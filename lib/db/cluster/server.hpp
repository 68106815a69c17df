// Making, starting and stopping a PostgreSQL server; the caller acts as the server's user (cluster_user.hpp)
// and holds the lock.
#pragma once

#include <string>
#include <vector>

#include "db/cluster/binaries.hpp"
#include "db/cluster/layout.hpp"

namespace mallctl::db {

// Roles of every private cluster; the superuser is for setting up, and for its operating-system owner alone.
inline constexpr const char* superuser_role = "postgres";
inline constexpr const char* database_name = "mallctl";
inline constexpr const char* private_roles[] = {"mallctl_owner", "mallctl_app", "mallctl_reader",
                                                "mallctl_backup"};

struct ServerSettings {
    bool durable = true;                      // false: no fsync, small, for a cluster that is thrown away
    std::vector<std::string> users;           // operating-system users who may connect as the four roles
    std::vector<std::string> administrators;  // and who may as the superuser too
};

// Makes the cluster directory with initdb, beside its place first: a half-made cluster is never left there.
void initialise_cluster(const ClusterLayout& layout, const ServerBinaries& server,
                        const ServerSettings& settings);

// Starts the server and waits until it accepts connections. Retries while backends of a killed predecessor
// are still going away. Throws core::Error(unreachable) with what the server said.
void start_server(const ClusterLayout& layout, const ServerBinaries& server);

// Waits until a server that runs already accepts connections.
void wait_until_ready(const ClusterLayout& layout, int pid);

enum class Shutdown { fast, immediate };

// False when none ran.
bool stop_server(const ClusterLayout& layout, Shutdown how);

}  // namespace mallctl::db
