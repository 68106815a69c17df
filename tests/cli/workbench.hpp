// A database and a directory of its own, to run commands in as a user types them.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/database.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/process.hpp"

namespace mallctl::test {

class Workbench {
  public:
    // For `run`, and for a RunningProcess of one's own.
    RunOptions options(const std::string& input = {}) const {
        RunOptions options;
        options.environment["MALLCTL_DATABASE"] = database_.url();
        options.unset = {"MALLCTL_MALL", "MALLCTL_CONFIG"};
        options.directory = dir_.path();
        options.input = input;
        return options;
    }

    RunResult run(std::vector<std::string> arguments, const std::string& input = {}) const {
        return run_mallctl(std::move(arguments), options(input));
    }

    std::filesystem::path path(const std::string& name) const { return dir_.path() / name; }
    void write(const std::string& name, const std::string& bytes) const { write_file(path(name), bytes); }

    const TestDatabase& database() const { return database_; }

  private:
    TestDatabase database_;
    TemporaryDirectory dir_;
};

}  // namespace mallctl::test
