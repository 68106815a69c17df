#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands/db.hpp"
#include "cli/context.hpp"
#include "cli/exit_code.hpp"
#include "core/error.hpp"
#include "db/cluster/cluster.hpp"
#include "db/migrate.hpp"

namespace mallctl::cli {

namespace {

constexpr int passed_on[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};

// Holds signals back while it lives, so that they are handled where the code says and the cluster is always
// cleared away before the process ends.
class BlockedSignals {
  public:
    BlockedSignals() {
        ::sigemptyset(&watched_);
        for (const int number : passed_on) ::sigaddset(&watched_, number);
        ::sigaddset(&watched_, SIGCHLD);
        ::signal(SIGCHLD, SIG_DFL);  // where our parent ignores it, nobody could be waited for
        ::sigprocmask(SIG_BLOCK, &watched_, &before_);
    }
    ~BlockedSignals() { ::sigprocmask(SIG_SETMASK, &before_, nullptr); }
    BlockedSignals(const BlockedSignals&) = delete;
    BlockedSignals& operator=(const BlockedSignals&) = delete;

    const sigset_t& watched() const { return watched_; }
    const sigset_t& before() const { return before_; }

    // Takes the signal that came meanwhile; 0 when none did.
    int take_pending() const {
        sigset_t interesting = watched_;
        ::sigdelset(&interesting, SIGCHLD);
        const timespec now{};
        const int number = ::sigtimedwait(&interesting, nullptr, &now);
        return number > 0 ? number : 0;
    }

  private:
    sigset_t watched_{};
    sigset_t before_{};
};

// The command ends with us, even when we are killed: its database would be gone.
[[noreturn]] void become_command(char* const* argv, const sigset_t& mask, int failure) {
    for (const int number : passed_on) ::signal(number, SIG_DFL);
    ::sigprocmask(SIG_SETMASK, &mask, nullptr);
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    ::execvp(argv[0], argv);
    const int error = errno;
    [[maybe_unused]] const auto told = ::write(failure, &error, sizeof error);
    ::_exit(127);
}

// Throws core::Error(failed) when the command cannot be run.
pid_t start_command(std::vector<std::string> command, const sigset_t& mask) {
    std::vector<char*> argv;
    for (std::string& argument : command) argv.push_back(argument.data());
    argv.push_back(nullptr);
    int failure[2];
    if (::pipe2(failure, O_CLOEXEC) != 0) {
        throw core::Error(core::Fault::failed, std::string("cannot run a command: ") + std::strerror(errno));
    }
    const pid_t pid = ::fork();
    if (pid == 0) become_command(argv.data(), mask, failure[1]);
    int error = pid < 0 ? errno : 0;
    ::close(failure[1]);
    // The pipe ends without a byte when exec succeeds.
    const bool failed = pid < 0 || ::read(failure[0], &error, sizeof error) == sizeof error;
    ::close(failure[0]);
    if (!failed) return pid;
    if (pid > 0) ::waitpid(pid, nullptr, 0);
    throw core::Error(core::Fault::failed, "cannot run " + command.front() + ": " + std::strerror(error),
                      "check its name, and that it is executable");
}

// Passes signals on to the command until it ends. A signal of the terminal reaches the command by itself.
int wait_for(pid_t pid, const BlockedSignals& signals) {
    int status = 0;
    while (::waitpid(pid, &status, WNOHANG) != pid) {
        siginfo_t info{};
        const int number = ::sigwaitinfo(&signals.watched(), &info);
        if (number > 0 && number != SIGCHLD && info.si_code != SI_KERNEL) ::kill(pid, number);
    }
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

int run_run(const std::vector<std::string>& command, Context& context) {
    const BlockedSignals signals;
    context.progress("starting a throw-away cluster");
    const db::TemporaryCluster cluster;
    db::migrate(cluster.endpoint());
    if (const int number = signals.take_pending()) return 128 + number;
    ::setenv("MALLCTL_DATABASE", cluster.url().c_str(), 1);
    return wait_for(start_command(command, signals.before()), signals);
}

}  // namespace

Verb declare_db_run(CLI::App& db) {
    auto command = std::make_shared<std::vector<std::string>>();
    CLI::App* app =
        db.add_subcommand("run", "Run a command with a throw-away cluster of its own, for tests and CI");
    app->add_option("CMD", *command, "The command and its arguments, after --")->required()->type_name("");
    app->footer(
        "MALLCTL_DATABASE names the cluster, migrated, with durability off. The command's exit code is "
        "passed on\n"
        "(128 + the signal that ended it). SIGINT, SIGTERM, SIGHUP and SIGQUIT are forwarded. Nothing "
        "remains, also\n"
        "when mallctl is killed.\n"
        "\n"
        "Examples:\n"
        "  mallctl db run -- mallctl apply samples/riverside\n"
        "  mallctl db run -- sh -c 'mallctl apply samples/riverside && mallctl get store --mall riverside'");
    return {app, [command](Context& context) { return run_run(*command, context); }};
}

}  // namespace mallctl::cli
