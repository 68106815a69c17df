#include "tests/support/process.hpp"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <stdexcept>
#include <thread>

#include "tests/support/paths.hpp"

namespace mallctl::test {

namespace {

using Clock = std::chrono::steady_clock;
constexpr auto poll_interval = std::chrono::milliseconds(5);

int memory_file(const char* name, const std::string& content = {}) {
    const int fd = ::memfd_create(name, MFD_CLOEXEC);
    if (fd < 0) throw std::runtime_error(std::string("memfd_create: ") + std::strerror(errno));
    if (::write(fd, content.data(), content.size()) != static_cast<ssize_t>(content.size())) {
        ::close(fd);
        throw std::runtime_error("cannot fill a memory file");
    }
    ::lseek(fd, 0, SEEK_SET);
    return fd;
}

std::string content_of(int fd) {
    struct stat info {};
    if (::fstat(fd, &info) != 0) return {};
    std::string text(static_cast<std::size_t>(info.st_size), '\0');
    const ssize_t read = ::pread(fd, text.data(), text.size(), 0);
    text.resize(read < 0 ? 0 : static_cast<std::size_t>(read));
    return text;
}

std::vector<std::string> environment_of(const RunOptions& options) {
    std::vector<std::string> result;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string text = *entry;
        const std::string name = text.substr(0, text.find('='));
        const bool unset = std::find(options.unset.begin(), options.unset.end(), name) != options.unset.end();
        if (!unset && !options.environment.contains(name)) result.push_back(text);
    }
    for (const auto& [name, value] : options.environment) result.push_back(name + "=" + value);
    // What a test starts keeps nothing where the user of this machine has files of their own.
    const auto has_data_dir = [](const std::string& text) { return text.starts_with("MALLCTL_DATA_DIR="); };
    const bool unset =
        std::find(options.unset.begin(), options.unset.end(), "MALLCTL_DATA_DIR") != options.unset.end();
    if (!unset && std::none_of(result.begin(), result.end(), has_data_dir))
        result.emplace_back("MALLCTL_DATA_DIR=/dev/null/none");
    return result;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> result;
    for (std::string& text : texts) result.push_back(text.data());
    result.push_back(nullptr);
    return result;
}

struct Identity {
    bool change = false;
    uid_t uid = 0;
    gid_t gid = 0;
};

Identity identity_of(const std::string& user) {
    if (user.empty()) return {};
    const passwd* entry = ::getpwnam(user.c_str());
    if (entry == nullptr) throw std::runtime_error("there is no user " + user);
    return {true, entry->pw_uid, entry->pw_gid};
}

// Only async-signal-safe calls: the test process may have threads.
[[noreturn]] void become(char* const* argv, char* const* environment, const int (&standard)[3],
                         const char* directory, const Identity& identity) {
    ::setpgid(0, 0);
    for (int fd = 0; fd < 3; ++fd) ::dup2(standard[fd], fd);
    const bool identified = !identity.change || (::setgroups(0, nullptr) == 0 &&
                                                 ::setgid(identity.gid) == 0 && ::setuid(identity.uid) == 0);
    if (identified && (*directory == '\0' || ::chdir(directory) == 0)) ::execvpe(argv[0], argv, environment);
    ::_exit(127);
}

}  // namespace

RunningProcess::RunningProcess(const std::vector<std::string>& argv, const RunOptions& options)
    : timeout_(options.timeout) {
    if (argv.empty()) throw std::runtime_error("no program to run");
    std::vector<std::string> arguments = argv;
    std::vector<std::string> environment = environment_of(options);
    const std::vector<char*> argument_pointers = pointers(arguments);
    const std::vector<char*> environment_pointers = pointers(environment);
    const Identity identity = identity_of(options.user);
    const std::string directory = options.directory.string();
    const int in = memory_file("stdin", options.input);
    out_ = memory_file("stdout");
    err_ = memory_file("stderr");
    const int standard[3] = {in, out_, err_};
    pid_ = ::fork();
    if (pid_ == 0) {
        become(argument_pointers.data(), environment_pointers.data(), standard, directory.c_str(), identity);
    }
    ::close(in);
    if (pid_ < 0) throw std::runtime_error(std::string("fork: ") + std::strerror(errno));
    ::setpgid(pid_, pid_);
}

RunningProcess::~RunningProcess() {
    if (pid_ > 0 && !poll_exit()) {
        ::kill(-pid_, SIGKILL);
        ::waitpid(pid_, &status_, 0);
    }
    ::close(out_);
    ::close(err_);
}

void RunningProcess::signal(int number) const {
    if (!ended_) ::kill(pid_, number);
}

std::string RunningProcess::out() const {
    return content_of(out_);
}

std::string RunningProcess::err() const {
    return content_of(err_);
}

bool RunningProcess::poll_exit() {
    if (!ended_) ended_ = ::waitpid(pid_, &status_, WNOHANG) == pid_;
    return ended_;
}

bool RunningProcess::wait_for(const std::string& text, std::chrono::milliseconds timeout) {
    const auto deadline = Clock::now() + timeout;
    while (true) {
        const bool ended = poll_exit();
        if (out().find(text) != std::string::npos || err().find(text) != std::string::npos) return true;
        if (ended || Clock::now() >= deadline) return false;
        std::this_thread::sleep_for(poll_interval);
    }
}

RunResult RunningProcess::wait() {
    RunResult result;
    const auto deadline = Clock::now() + timeout_;
    while (!poll_exit()) {
        if (Clock::now() >= deadline) {
            result.timed_out = true;
            ::kill(-pid_, SIGKILL);
            ended_ = ::waitpid(pid_, &status_, 0) == pid_;
            break;
        }
        std::this_thread::sleep_for(poll_interval);
    }
    result.exit_code = WIFSIGNALED(status_) ? 128 + WTERMSIG(status_) : WEXITSTATUS(status_);
    result.out = out();
    result.err = err();
    return result;
}

RunResult run(const std::vector<std::string>& argv, const RunOptions& options) {
    return RunningProcess(argv, options).wait();
}

RunResult run_mallctl(std::vector<std::string> arguments, const RunOptions& options) {
    arguments.insert(arguments.begin(), mallctl_binary().string());
    return run(arguments, options);
}

}  // namespace mallctl::test
