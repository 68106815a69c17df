#include "importers/dwg/program.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <thread>

#include "core/error.hpp"
#include "core/utf8.hpp"

namespace mallctl::importers::dwg {

namespace fs = std::filesystem;

namespace {

constexpr int could_not_start = 127;

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> result;
    for (std::string& text : texts) result.push_back(text.data());
    result.push_back(nullptr);
    return result;
}

// In the child, where only calls that are safe after a fork of a program with threads may be made.
[[noreturn]] void become(char* const* argv, char* const* environment, const char* folder, const char* log,
                         const ProgramLimits& limits) {
    setpgid(0, 0);
    const rlimit size{limits.file_bytes, limits.file_bytes};
    const auto seconds = static_cast<rlim_t>(limits.time.count());
    const rlimit processor{seconds, seconds};
    const rlimit no_core{0, 0};
    setrlimit(RLIMIT_FSIZE, &size);
    setrlimit(RLIMIT_CPU, &processor);
    setrlimit(RLIMIT_CORE, &no_core);
    const int input = open("/dev/null", O_RDONLY);
    const int output = open(log, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (input < 0 || output < 0 || chdir(folder) != 0) _exit(could_not_start);
    dup2(input, STDIN_FILENO);
    dup2(output, STDOUT_FILENO);
    dup2(output, STDERR_FILENO);
    closefrom(STDERR_FILENO + 1);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    execve(argv[0], argv, environment);
    _exit(could_not_start);
}

std::string last_line_of(const fs::path& log) {
    constexpr std::streamoff tail = 4096;
    constexpr std::size_t longest = 200;
    std::ifstream stream(log, std::ios::binary | std::ios::ate);
    const std::streamoff size = stream.tellg();
    stream.seekg(std::max(std::streamoff{0}, size - tail));
    std::string last;
    for (std::string line; std::getline(stream, line);) {
        if (line.find_first_not_of(" \t\r") != std::string::npos) last = line;
    }
    if (!core::is_utf8(last)) return {};
    return core::one_line(last).substr(0, longest);
}

// Waits until the deadline, then kills the group. True when that was needed.
bool wait_or_kill(pid_t child, std::chrono::seconds time, int& status) {
    const auto deadline = std::chrono::steady_clock::now() + time;
    while (true) {
        const pid_t ended = waitpid(child, &status, WNOHANG);
        if (ended == child) return false;
        if (ended < 0 && errno != EINTR) return false;
        if (std::chrono::steady_clock::now() >= deadline) break;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    kill(-child, SIGKILL);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return true;
}

}  // namespace

std::optional<fs::path> find_program(const std::string& name) {
    const char* path = std::getenv("PATH");
    std::istringstream folders(path == nullptr ? "" : path);
    for (std::string folder; std::getline(folders, folder, ':');) {
        // A relative folder would let the place where one stands choose the program.
        const fs::path candidate = fs::path(folder) / name;
        std::error_code error;
        if (!candidate.is_absolute() || !fs::is_regular_file(candidate, error)) continue;
        if (access(candidate.c_str(), X_OK) == 0) return candidate;
    }
    return std::nullopt;
}

ProgramResult run_program(const std::vector<std::string>& argv, const fs::path& folder,
                          const ProgramLimits& limits) {
    const char* path = std::getenv("PATH");
    std::vector<std::string> arguments = argv;
    std::vector<std::string> environment = {
        fmt::format("PATH={}", path == nullptr ? "/usr/bin:/bin" : path), "LC_ALL=C.UTF-8",
        fmt::format("HOME={}", folder.string()), fmt::format("TMPDIR={}", folder.string()),
        "QT_QPA_PLATFORM=offscreen"};  // ODA's converter is a Qt program and wants a display otherwise
    const std::vector<char*> argument_pointers = pointers(arguments);
    const std::vector<char*> environment_pointers = pointers(environment);
    const std::string log = (folder / "converter.log").string();
    const std::string home = folder.string();

    const pid_t child = fork();
    if (child == 0) {
        become(argument_pointers.data(), environment_pointers.data(), home.c_str(), log.c_str(), limits);
    }
    if (child < 0) {
        throw core::Error(core::Fault::failed,
                          fmt::format("cannot start {}: {}", argv.front(), std::strerror(errno)),
                          "try again when the machine has fewer processes");
    }
    // Also here, since whichever of the two comes first must have made the group before it is killed.
    setpgid(child, child);
    int status = 0;
    ProgramResult result;
    result.timed_out = wait_or_kill(child, limits.time, status);
    result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    result.last_line = last_line_of(log);
    return result;
}

}  // namespace mallctl::importers::dwg
