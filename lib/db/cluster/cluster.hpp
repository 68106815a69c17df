// The private PostgreSQL + PostGIS cluster: made from the installed server binaries, unix socket only, peer
// authentication. The server runs as the user who calls; root calls it to life as an unprivileged user (the
// owner of the data directory, else the system user `mallctl`, else `postgres`), because PostgreSQL refuses
// root.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "db/endpoint.hpp"

namespace mallctl::db {

// Where Debian installs the server: <binaries>/<major>/bin and <share>/<major>/extension.
struct ServerInstallation {
    std::filesystem::path binaries = "/usr/lib/postgresql";
    std::filesystem::path share = "/usr/share/postgresql";
};

struct ClusterStatus {
    bool initialised = false;
    bool running = false;
    int pid = 0;                 // of the postmaster; 0 when not running
    std::string server_version;  // of the data directory: "15"; empty when there is none
    std::string user;            // who owns the cluster and runs its server
    std::filesystem::path data_dir;
    std::filesystem::path socket_dir;
};

// What start() had to do.
struct StartReport {
    bool initialised = false;  // made the cluster
    bool started = false;      // started the server; false: it was running already
};

class Cluster {
  public:
    // `data_dir` as in config "data-dir"; touches nothing.
    explicit Cluster(std::filesystem::path data_dir, ServerInstallation installation = {});

    // Throws core::Error(usage) when the caller may not look into the data directory.
    ClusterStatus status() const;

    // Makes the cluster where there is none, starts it where it does not run, and creates the database, the
    // roles and the PostGIS extension where they are missing. Idempotent; safe against two callers at once (a
    // lock file). Throws core::Error(unreachable) or (usage) for: server binaries or PostGIS not installed,
    // another major version, a full disk, a data directory its owner cannot traverse, a server that does not
    // come up; a stale pid file is recognised and a socket path over 107 bytes avoided by a short directory.
    StartReport start();

    // Fast shutdown: open transactions are rolled back. True when it was running.
    bool stop();

    // Throws core::Error(unreachable), "mallctl db start" as advice, when it does not run.
    Endpoint endpoint() const;

    // A libpq URI of database `mallctl` for one of its roles; throws as endpoint().
    std::string url(const std::string& role) const;

  private:
    std::filesystem::path data_dir_;
    ServerInstallation installation_;
};

// A throw-away cluster in a temporary directory, for `mallctl db run -- CMD` and the tests: durability off,
// removed with its processes on destruction, also when the process that owns it is killed.
class TemporaryCluster {
  public:
    // Throws as Cluster::start.
    TemporaryCluster();
    ~TemporaryCluster();
    TemporaryCluster(const TemporaryCluster&) = delete;
    TemporaryCluster& operator=(const TemporaryCluster&) = delete;

    Endpoint endpoint() const;

    // A libpq URI for MALLCTL_DATABASE, as the superuser: it may create databases and SET ROLE to every role.
    std::string url() const;

    // A libpq URI of any database and role of this cluster.
    std::string url(const std::string& database, const std::string& role) const;

    const std::filesystem::path& data_dir() const { return data_dir_; }

  private:
    class Guard;
    std::filesystem::path data_dir_;
    std::unique_ptr<Guard> guard_;
};

}  // namespace mallctl::db
