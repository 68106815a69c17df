#include "db/cluster/process.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

#include "core/error.hpp"
#include "db/cluster/layout.hpp"

namespace mallctl::db {

namespace fs = std::filesystem;
using core::Error;
using core::Fault;

namespace {

constexpr std::size_t longest_output = 65536;

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> result;
    for (std::string& text : texts) result.push_back(text.data());
    result.push_back(nullptr);
    return result;
}

enum class Life { as_long_as_ours, its_own };

// Runs between fork and exec, where only async-signal-safe calls are allowed.
[[noreturn]] void become(char* const* argv, char* const* environment, int output, Life life) {
    ::setsid();
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGCHLD, SIGUSR1, SIGUSR2}) {
        ::signal(number, SIG_DFL);
    }
    const int null = ::open("/dev/null", O_RDONLY);
    ::dup2(null, 0);
    ::dup2(output, 1);
    ::dup2(output, 2);
    ::close_range(3, ~0U, 0);
    const gid_t gid = ::getegid();
    const uid_t uid = ::geteuid();
    if (::setresgid(gid, gid, gid) != 0 || ::setresuid(uid, uid, uid) != 0 || ::chdir("/") != 0) ::_exit(127);
    // After the change of user, which would clear it.
    if (life == Life::as_long_as_ours) ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    ::execve(argv[0], argv, environment);
    ::_exit(127);
}

pid_t spawn(const std::vector<std::string>& argv, int output, Life life) {
    std::vector<std::string> arguments = argv;
    std::vector<std::string> environment = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "TZ=UTC"};
    const std::vector<char*> argument_pointers = pointers(arguments);
    const std::vector<char*> environment_pointers = pointers(environment);
    const pid_t pid = ::fork();
    if (pid == 0) become(argument_pointers.data(), environment_pointers.data(), output, life);
    if (pid < 0) {
        throw Error(Fault::unreachable, "cannot start " + argv.front() + ": " + std::strerror(errno),
                    "the machine may be out of memory or processes; try again");
    }
    return pid;
}

std::string read_to_end(int fd) {
    std::string text;
    char buffer[4096];
    while (true) {
        const ssize_t count = ::read(fd, buffer, sizeof buffer);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return text;
        if (text.size() < longest_output) text.append(buffer, static_cast<std::size_t>(count));
    }
}

}  // namespace

ProgramResult run_program(const std::vector<std::string>& argv) {
    int channel[2];
    if (::pipe2(channel, O_CLOEXEC) != 0) {
        throw Error(Fault::unreachable, "cannot start " + argv.front() + ": " + std::strerror(errno),
                    "close other programs and try again");
    }
    const pid_t pid = spawn(argv, channel[1], Life::as_long_as_ours);
    ::close(channel[1]);
    ProgramResult result;
    result.output = read_to_end(channel[0]);
    ::close(channel[0]);
    int status = 0;
    while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    result.exit_code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    return result;
}

pid_t start_server_process(const std::vector<std::string>& argv, const fs::path& log) {
    const int fd =
        ::open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0) throw_io_error("write", log, errno);
    const pid_t pid = spawn(argv, fd, Life::its_own);
    ::close(fd);
    return pid;
}

}  // namespace mallctl::db
