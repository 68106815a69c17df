// A place for a private cluster, and doing things in another process.
#pragma once

#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>

#include "core/error.hpp"
#include "db/cluster/cluster.hpp"

namespace mallctl::test {

// A new directory that every user may enter, with room for a data directory; whatever runs there is stopped
// and removed on destruction.
class ClusterDirectory {
  public:
    explicit ClusterDirectory(const std::filesystem::path& data = "data") {
        std::string pattern = "/tmp/mallctl-test-XXXXXX";
        if (::mkdtemp(pattern.data()) == nullptr)
            throw std::runtime_error("cannot make a temporary directory");
        ::chmod(pattern.c_str(), 0711);
        base_ = pattern;
        path_ = base_ / data;
    }

    ~ClusterDirectory() {
        try {
            db::Cluster(path_).stop();
        } catch (const core::Error&) {
            // It was meant to be broken.
        }
        std::error_code ignored;
        std::filesystem::remove_all(base_, ignored);
    }

    ClusterDirectory(const ClusterDirectory&) = delete;
    ClusterDirectory& operator=(const ClusterDirectory&) = delete;

    const std::filesystem::path& base() const { return base_; }
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path base_;
    std::filesystem::path path_;
};

// Runs `body` in a child process, which ends with its result.
inline pid_t in_child(const std::function<int()>& body) {
    const pid_t pid = ::fork();
    if (pid < 0) throw std::runtime_error("cannot fork");
    if (pid != 0) return pid;
    for (const int number : {SIGTERM, SIGINT})
        ::signal(number, SIG_DFL);  // the test framework's report would mislead
    int code = 99;
    try {
        code = body();
    } catch (const std::exception&) {
        // 99 tells the parent.
    }
    ::_exit(code);
}

// 128 + signal when a signal ended it.
inline int exit_code_of(pid_t pid) {
    int status = 0;
    ::waitpid(pid, &status, 0);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace mallctl::test
