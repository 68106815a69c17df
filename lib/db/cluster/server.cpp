#include "db/cluster/server.hpp"

#include <fmt/format.h>
#include <sys/wait.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <map>
#include <string_view>
#include <thread>

#include "core/error.hpp"
#include "db/cluster/process.hpp"

namespace mallctl::db {

namespace fs = std::filesystem;
using core::Error;
using core::Fault;
using Clock = std::chrono::steady_clock;

namespace {

constexpr auto poll_interval = std::chrono::milliseconds(20);
constexpr auto start_timeout = std::chrono::seconds(120);  // recovery after a crash replays the log first
constexpr auto stop_timeout = std::chrono::seconds(60);
constexpr auto orphan_timeout =
    std::chrono::seconds(20);  // a backend notices its postmaster's death within seconds

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

// A child of ours that died stays in the process table until it is waited for.
bool is_gone(pid_t pid, const fs::path& pg) {
    ::waitpid(pid, nullptr, WNOHANG);
    return !is_server_process(pid, pg);
}

// What was in the log directory before a start, so that a failure shows only what is new.
class LogMark {
  public:
    explicit LogMark(fs::path directory) : directory_(std::move(directory)) {
        std::error_code ignored;
        for (const auto& entry : fs::directory_iterator(directory_, ignored)) {
            if (entry.path() != start_log()) sizes_[entry.path()] = entry.file_size(ignored);
        }
    }

    fs::path start_log() const { return directory_ / "start.log"; }

    std::string news() const {
        std::string text = read_tail(start_log());
        std::error_code ignored;
        for (const auto& entry : fs::directory_iterator(directory_, ignored)) {
            if (entry.path() == start_log()) continue;
            const auto before = sizes_.find(entry.path());
            text += read_tail(entry.path(), before == sizes_.end() ? 0 : before->second);
        }
        return text;
    }

  private:
    fs::path directory_;
    std::map<fs::path, std::uintmax_t> sizes_;
};

// The first line that says why, without the time stamp before it.
std::string reason_of(const std::string& log) {
    for (const std::string_view mark : {"PANIC:  ", "FATAL:  ", "ERROR:  ", "error: "}) {
        const std::size_t at = log.find(mark);
        if (at == std::string::npos) continue;
        const std::size_t begin = at + mark.size();
        return log.substr(begin, log.find('\n', begin) - begin);
    }
    return "it said nothing";
}

[[noreturn]] void throw_server_failure(const std::string& what, const std::string& log,
                                       const ClusterLayout& layout) {
    if (contains(log, std::strerror(ENOSPC)) || contains(log, std::strerror(EDQUOT)))
        throw_disk_full(layout.pg);
    throw Error(Fault::unreachable, fmt::format("{}: {}", what, reason_of(log)),
                fmt::format("its log is in {}", layout.log_dir.string()));
}

std::string configuration(const ServerSettings& settings) {
    std::string text =
        "# Written once, by mallctl when it made this cluster; yours to tune. mallctl gives "
        "listen_addresses,\n"
        "# port and unix_socket_directories on the server's command line.\n"
        "max_connections = 100\n"
        "dynamic_shared_memory_type = posix\n"
        "log_line_prefix = '%m [%p] %q%u@%d %a '\n"
        "log_timezone = 'UTC'\n"
        "timezone = 'UTC'\n"
        "datestyle = 'iso, ymd'\n"
        "lc_messages = 'C.UTF-8'\n"
        "default_text_search_config = 'pg_catalog.simple'\n";
    if (settings.durable) {
        // One file a weekday, emptied when its day comes round again: the log cannot fill the disk over time.
        return text +
               "shared_buffers = 128MB\n"
               "logging_collector = on\n"
               "log_directory = '../log'\n"
               "log_filename = 'postgresql-%a.log'\n"
               "log_truncate_on_rotation = on\n"
               "log_rotation_age = 1d\n"
               "log_rotation_size = 0\n";
    }
    return text +
           "shared_buffers = 32MB\n"
           "fsync = off\n"
           "synchronous_commit = off\n"
           "full_page_writes = off\n";
}

std::string identity_map(const ServerSettings& settings) {
    std::string text = "# MAP  SYSTEM-USER  ROLE\n";
    const auto add = [&text](const std::string& user, const char* role) {
        text += fmt::format("mallctl \"{}\" {}\n", user, role);
    };
    for (const std::string& user : settings.users) {
        for (const char* role : private_roles) add(user, role);
    }
    for (const std::string& user : settings.administrators) add(user, superuser_role);
    return text;
}

std::vector<std::string> server_command(const ClusterLayout& layout, const ServerBinaries& server) {
    std::string directories = layout.socket_dir.string();
    // The setting is a list: a double-quoted element may hold commas and blanks.
    std::string quoted = "\"";
    for (const char c : directories) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    quoted += '"';
    return {(server.bin / "postgres").string(),
            "-D",
            layout.pg.string(),
            "-c",
            "listen_addresses=",
            "-c",
            fmt::format("port={}", cluster_port),
            "-c",
            "unix_socket_directories=" + quoted,
            "-c",
            "unix_socket_permissions=0700"};
}

enum class Attempt { ready, retry };

Attempt attempt_start(const ClusterLayout& layout, const ServerBinaries& server,
                      Clock::time_point retry_until) {
    defuse_stale_lock_files(layout.pg, layout.socket_dir);
    const LogMark mark(layout.log_dir);
    const pid_t pid = start_server_process(server_command(layout, server), mark.start_log());
    const auto deadline = Clock::now() + start_timeout;
    while (Clock::now() < deadline) {
        const auto file = read_postmaster_file(layout.pg);
        if (file && file->pid == pid && file->ready) return Attempt::ready;
        if (::waitpid(pid, nullptr, WNOHANG) == pid) {
            const std::string log = mark.news();
            const bool stale = contains(log, "is still in use") || contains(log, "already exists");
            if (stale && Clock::now() < retry_until) return Attempt::retry;
            throw_server_failure("the private cluster in " + layout.data_dir.string() + " does not start",
                                 log, layout);
        }
        std::this_thread::sleep_for(poll_interval);
    }
    throw Error(Fault::unreachable,
                fmt::format("the private cluster in {} is still recovering after {} s",
                            layout.data_dir.string(), start_timeout.count()),
                "it goes on by itself: try again later, and see the log in " + layout.log_dir.string());
}

}  // namespace

void initialise_cluster(const ClusterLayout& layout, const ServerBinaries& server,
                        const ServerSettings& settings) {
    const fs::path draft = layout.pg.string() + ".new";
    std::error_code error;
    fs::remove_all(draft, error);
    if (error) throw_io_error("remove", draft, error.value());
    std::vector<std::string> command = {(server.bin / "initdb").string(),
                                        "--pgdata=" + draft.string(),
                                        std::string("--username=") + superuser_role,
                                        "--auth=peer",
                                        "--encoding=UTF8",
                                        "--locale=C.UTF-8",
                                        "--no-instructions"};
    if (!settings.durable) command.emplace_back("--no-sync");
    const ProgramResult result = run_program(command);
    if (result.exit_code != 0) {
        std::error_code ignored;
        fs::remove_all(draft, ignored);
        throw_server_failure("the private cluster cannot be made in " + layout.data_dir.string(),
                             result.output, layout);
    }
    write_private_file(draft / "postgresql.conf", configuration(settings));
    write_private_file(draft / "pg_hba.conf",
                       "# TYPE  DATABASE  USER  METHOD\nlocal all all peer map=mallctl\n");
    write_private_file(draft / "pg_ident.conf", identity_map(settings));
    fs::rename(draft, layout.pg, error);
    if (error) throw_io_error("make", layout.pg, error.value());
}

void start_server(const ClusterLayout& layout, const ServerBinaries& server) {
    const auto retry_until = Clock::now() + orphan_timeout;
    while (attempt_start(layout, server, retry_until) == Attempt::retry) {
        std::this_thread::sleep_for(10 * poll_interval);
    }
}

void wait_until_ready(const ClusterLayout& layout, int pid) {
    const auto deadline = Clock::now() + start_timeout;
    while (Clock::now() < deadline) {
        const auto file = read_postmaster_file(layout.pg);
        if (file && file->ready) return;
        if (is_gone(pid, layout.pg)) {
            throw Error(Fault::unreachable,
                        "the private cluster in " + layout.data_dir.string() + " has just ended",
                        "run: mallctl db start; its log is in " + layout.log_dir.string());
        }
        std::this_thread::sleep_for(poll_interval);
    }
    throw Error(Fault::unreachable,
                "the private cluster in " + layout.data_dir.string() + " does not become ready",
                "its log is in " + layout.log_dir.string());
}

bool stop_server(const ClusterLayout& layout, Shutdown how) {
    const auto file = read_postmaster_file(layout.pg);
    if (!file || !is_server_process(file->pid, layout.pg)) return false;
    if (::kill(file->pid, how == Shutdown::fast ? SIGINT : SIGQUIT) != 0) {
        if (errno == ESRCH) return false;
        throw_io_error("stop the server of", layout.pg, errno);
    }
    const auto deadline = Clock::now() + stop_timeout;
    while (!is_gone(file->pid, layout.pg)) {
        if (Clock::now() >= deadline) {
            throw Error(Fault::unreachable,
                        fmt::format("the server of {} (pid {}) did not stop within {} s", layout.pg.string(),
                                    file->pid, stop_timeout.count()),
                        "its log is in " + layout.log_dir.string());
        }
        std::this_thread::sleep_for(poll_interval);
    }
    return true;
}

}  // namespace mallctl::db
