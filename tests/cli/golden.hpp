// Golden cases: a folder each, with what a command line prints. MALLCTL_UPDATE_GOLDEN=1 rewrites what is
// expected.
//
//   cmd      the words after `mallctl`, on one line; '...' and "..." quote
//   stdin    optional: what the program reads
//   env      optional: NAME=VALUE, one a line
//   stdout   expected, byte for byte; absent: nothing
//   stderr   expected, byte for byte; absent: nothing
//   exit     the expected exit code; absent: 0
//
// $SOURCE (the project's root), $TMP (the directory the case runs in), $DATABASE (its URL) and $SERVER (what
// messages call it) are filled in, and put back in what is printed. A SHA-256 is shown as <sha256>. The clock
// stands at 2026-06-15T10:00:00Z, a Monday.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mallctl::test {

struct GoldenOutput {
    std::string out;
    std::string err;
    int exit_code = 0;

    bool operator==(const GoldenOutput&) const = default;
};

struct GoldenCase {
    std::string name;  // "route/unknown-place"
    std::filesystem::path folder;
    std::string command;
    std::string input;
    std::map<std::string, std::string> environment;
    GoldenOutput expected;
};

// Names to what they stand for: {"$TMP", "/tmp/x"}.
using Placeholders = std::map<std::string, std::string>;

// The folders below `root` that hold a `cmd`, in the order of their names. Throws std::runtime_error for an
// unreadable one.
std::vector<GoldenCase> golden_cases(const std::filesystem::path& root);

// Words as a shell would split them, without expansion; throws std::runtime_error for an open quote.
std::vector<std::string> split_words(const std::string& line);

// Every value replaced by its name, longest value first; then hashes.
std::string with_placeholders(std::string text, const Placeholders& placeholders);

// Runs it in `directory`; what it printed, with placeholders.
GoldenOutput run_golden(const GoldenCase& golden, const std::filesystem::path& directory,
                        const std::optional<std::string>& database = std::nullopt);

// Compares, or rewrites the expectation when MALLCTL_UPDATE_GOLDEN is set. Nothing when equal, else what
// differs, to show to a person.
std::optional<std::string> check_golden(const GoldenCase& golden, const GoldenOutput& got);

}  // namespace mallctl::test
