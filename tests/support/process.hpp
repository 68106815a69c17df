// Runs programs and looks at what they did.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace mallctl::test {

struct RunOptions {
    std::map<std::string, std::string> environment;  // added to, or in place of, the test's own
    std::vector<std::string> unset;                  // names removed from the environment
    std::string input;                               // what the program reads from stdin
    std::filesystem::path directory;                 // working directory; empty: the test's own
    std::string user;                                // run as this user (only root may); empty: as the test
    std::chrono::milliseconds timeout{120'000};      // then the program and its process group are killed
};

struct RunResult {
    int exit_code = -1;  // 128 + signal when a signal ended it
    std::string out;
    std::string err;
    bool timed_out = false;
};

// A program in a process group of its own. Output goes to memory files, so it never blocks on an unread pipe.
class RunningProcess {
  public:
    // argv[0] is looked up in PATH; throws std::runtime_error when it cannot be started.
    explicit RunningProcess(const std::vector<std::string>& argv, const RunOptions& options = {});
    // Kills the process group when it still runs.
    ~RunningProcess();
    RunningProcess(const RunningProcess&) = delete;
    RunningProcess& operator=(const RunningProcess&) = delete;

    pid_t pid() const { return pid_; }
    void signal(int number) const;

    // What it has written up to now.
    std::string out() const;
    std::string err() const;

    // True as soon as stdout (or stderr) contains `text`; false when the program ends or the time is over
    // before.
    bool wait_for(const std::string& text, std::chrono::milliseconds timeout = std::chrono::seconds(60));

    // Waits for its end, at most the timeout of the options (counted from this call).
    RunResult wait();

  private:
    bool poll_exit();

    pid_t pid_ = -1;
    int out_ = -1;
    int err_ = -1;
    int status_ = 0;
    bool ended_ = false;
    std::chrono::milliseconds timeout_{0};
};

// Starts a program and waits for its end.
RunResult run(const std::vector<std::string>& argv, const RunOptions& options = {});

// Runs the built mallctl with these arguments.
RunResult run_mallctl(std::vector<std::string> arguments, const RunOptions& options = {});

}  // namespace mallctl::test
