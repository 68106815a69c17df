// Starting PostgreSQL's programs, and recognising its server among the processes of the machine.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace mallctl::db {

struct ProgramResult {
    int exit_code = 0;
    std::string output;  // stdout and stderr together, at most 64 KiB
};

// Both programs get the effective user (for good), an environment of PATH and an English locale only, "/" as
// working directory, a session of their own, default signals and no open file but the standard ones.

// Runs a program to its end, which it meets too when this process dies first; throws core::Error(unreachable)
// when it cannot be started.
ProgramResult run_program(const std::vector<std::string>& argv);

// Starts a server whose stdout and stderr go to `log`, which is emptied; it outlives this process. Returns
// its pid.
pid_t start_server_process(const std::vector<std::string>& argv, const std::filesystem::path& log);

// What PostgreSQL wrote to postmaster.pid (PostgreSQL source, src/include/utils/pidfile.h).
struct PostmasterFile {
    pid_t pid = 0;
    std::filesystem::path socket_dir;
    bool ready = false;  // accepts connections
};

// Nothing where there is no such file or it holds no pid.
std::optional<PostmasterFile> read_postmaster_file(const std::filesystem::path& pg);

// True when `pid` runs `postgres` in the cluster directory `pg`: a pid alone may belong to another process by
// now.
bool is_server_process(pid_t pid, const std::filesystem::path& pg);

// Every process of a server of `pg`, also backends that a killed postmaster left behind.
std::vector<pid_t> server_processes(const std::filesystem::path& pg);

// Makes lock files that a dead server left harmless, where PostgreSQL itself would refuse them because their
// pid belongs to another process by now. PostgreSQL's own check for surviving backends keeps working.
void defuse_stale_lock_files(const std::filesystem::path& pg, const std::filesystem::path& socket_dir);

}  // namespace mallctl::db
