// The private PostgreSQL + PostGIS cluster: made from the installed server binaries, unix socket only, peer authentication.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

#include "db/endpoint.hpp"

namespace mallctl::db {

struct ClusterStatus {
    bool initialised = false;
    bool running = false;
    int pid = 0;
    std::string server_version;  // of the data directory: "15"
    std::filesystem::path data_dir;
    std::filesystem::path socket_dir;
};

class Cluster {
  public:
    // `data_dir` as in config "data-dir"; touches nothing.
    explicit Cluster(std::filesystem::path data_dir);

    ClusterStatus status() const;

    // Makes the cluster where there is none, starts it where it does not run, and creates the database and the roles
    // where they are missing. Idempotent; safe against two callers at once (a lock file). Throws core::Error(unreachable)
    // or (usage) for: server binaries or PostGIS not installed, another major version, a full disk, a socket path over
    // 107 bytes (avoided by a short directory), a data directory its owner cannot traverse, a stale pid file (retried).
    void start();

    // Fast shutdown; true when it was running.
    bool stop();

    // Throws core::Error(unreachable), "mallctl db start" as advice, when it does not run.
    Endpoint endpoint() const;

  private:
    std::filesystem::path data_dir_;
};

// A throw-away cluster in a temporary directory, for `mallctl db run -- CMD` and the tests: durability off,
// removed with its processes on destruction, also when the process that owns it is killed.
class TemporaryCluster {
  public:
    TemporaryCluster();
    ~TemporaryCluster();
    TemporaryCluster(const TemporaryCluster&) = delete;
    TemporaryCluster& operator=(const TemporaryCluster&) = delete;

    Endpoint endpoint() const;
    // A libpq URI for MALLCTL_DATABASE.
    std::string url() const;
    const std::filesystem::path& data_dir() const { return data_dir_; }

  private:
    std::filesystem::path data_dir_;
};

}  // namespace mallctl::db
