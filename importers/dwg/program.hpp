// Running a converter: without a shell, bounded in time and in what it may write.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace mallctl::importers::dwg {

// The first executable file of that name in the folders of the environment's PATH.
std::optional<std::filesystem::path> find_program(const std::string& name);

struct ProgramLimits {
    std::chrono::seconds time{60};
    std::uint64_t file_bytes = std::uint64_t{1} << 30;  // of each file that it writes
};

struct ProgramResult {
    bool timed_out = false;
    int exit_code = 0;      // 128 + signal where one ended it
    std::string last_line;  // of what it printed, at most 200 bytes
};

// Runs argv[0], an absolute path, to its end. It gets PATH, an English locale, `folder` as its working
// directory and home, what it prints goes to a file there, and it has no input. On a timeout its whole
// process group is killed. Throws core::Error(failed) when it cannot be started.
ProgramResult run_program(const std::vector<std::string>& argv, const std::filesystem::path& folder,
                          const ProgramLimits& limits);

}  // namespace mallctl::importers::dwg
