#include "tests/cli/golden.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <regex>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "db/endpoint.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/process.hpp"

namespace mallctl::test {

namespace fs = std::filesystem;

namespace {

// An absent file expects nothing.
std::string read(const fs::path& path) {
    return fs::exists(path) ? read_file(path) : std::string{};
}

// An empty expectation is an absent file.
void write(const fs::path& path, const std::string& text) {
    if (text.empty()) {
        fs::remove(path);
        return;
    }
    std::ofstream(path, std::ios::binary) << text;
}

std::string filled_in(std::string text, const Placeholders& placeholders) {
    for (const auto& [name, value] : placeholders) {
        for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at + value.size()))
            text.replace(at, name.size(), value);
    }
    return text;
}

GoldenCase read_case(const fs::path& folder, const fs::path& root) {
    GoldenCase golden;
    golden.name = fs::relative(folder, root).generic_string();
    golden.folder = folder;
    golden.command = read(folder / "cmd");
    golden.input = read(folder / "stdin");
    std::istringstream lines(read(folder / "env"));
    for (std::string line; std::getline(lines, line);) {
        const auto equals = line.find('=');
        if (equals == std::string::npos)
            throw std::runtime_error(golden.name + "/env: no '=' in \"" + line + "\"");
        golden.environment[line.substr(0, equals)] = line.substr(equals + 1);
    }
    golden.expected.out = read(folder / "stdout");
    golden.expected.err = read(folder / "stderr");
    const std::string exit = read(folder / "exit");
    golden.expected.exit_code = exit.empty() ? 0 : std::stoi(exit);
    return golden;
}

std::string difference(const char* what, const std::string& expected, const std::string& got) {
    if (expected == got) return {};
    return std::string("--- expected ") + what + "\n" + expected + "--- got\n" + got;
}

}  // namespace

std::vector<GoldenCase> golden_cases(const fs::path& root) {
    std::vector<GoldenCase> cases;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
        if (entry.path().filename() == "cmd") cases.push_back(read_case(entry.path().parent_path(), root));
    }
    std::sort(cases.begin(), cases.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return cases;
}

std::vector<std::string> split_words(const std::string& line) {
    std::vector<std::string> words;
    std::string word;
    bool open = false;  // a word has begun, perhaps an empty quoted one
    char quote = 0;
    for (const char c : line) {
        if (quote != 0) {
            if (c == quote)
                quote = 0;
            else
                word += c;
        } else if (c == '\'' || c == '"') {
            quote = c;
            open = true;
        } else if (c == ' ' || c == '\n' || c == '\t') {
            if (open) words.push_back(std::exchange(word, {}));
            open = false;
        } else {
            word += c;
            open = true;
        }
    }
    if (quote != 0) throw std::runtime_error("open quote in: " + line);
    if (open) words.push_back(word);
    return words;
}

std::string with_placeholders(std::string text, const Placeholders& placeholders) {
    std::vector<std::pair<std::string, std::string>> longest_first(placeholders.begin(), placeholders.end());
    std::stable_sort(longest_first.begin(), longest_first.end(),
                     [](const auto& a, const auto& b) { return a.second.size() > b.second.size(); });
    for (const auto& [name, value] : longest_first) {
        for (auto at = text.find(value); at != std::string::npos; at = text.find(value, at + name.size()))
            text.replace(at, value.size(), name);
    }
    static const std::regex hash("\\b[0-9a-f]{64}\\b");
    return std::regex_replace(text, hash, "<sha256>");
}

GoldenOutput run_golden(const GoldenCase& golden, const fs::path& directory,
                        const std::optional<std::string>& database) {
    Placeholders placeholders = {{"$SOURCE", source_dir().string()}, {"$TMP", directory.string()}};
    if (database) {
        placeholders["$DATABASE"] = *database;
        placeholders["$SERVER"] = db::endpoint_of_url(*database).label;
    }
    RunOptions options;
    options.directory = directory;
    options.input = golden.input;
    options.unset = {"MALLCTL_MALL", "MALLCTL_DATABASE", "MALLCTL_CONFIG", "MALLCTL_LOG_LEVEL",
                     "XDG_CONFIG_HOME"};
    options.environment = {{"HOME", directory.string()},
                           {"MALLCTL_DATA_DIR", (directory / "data").string()},
                           {"MALLCTL_NOW", "2026-06-15T10:00:00Z"},
                           {"MALLCTL_AUTHOR", "centre"}};
    if (database) {
        options.environment["MALLCTL_DATABASE"] = *database;
        std::erase(options.unset, "MALLCTL_DATABASE");
    }
    for (const auto& [name, value] : golden.environment) {
        options.environment[name] = filled_in(value, placeholders);
        std::erase(options.unset, name);
    }
    std::vector<std::string> arguments;
    for (const auto& word : split_words(golden.command)) arguments.push_back(filled_in(word, placeholders));
    const auto result = run_mallctl(arguments, options);
    if (result.timed_out) throw std::runtime_error(golden.name + " did not end in time");
    return {with_placeholders(result.out, placeholders), with_placeholders(result.err, placeholders),
            result.exit_code};
}

std::optional<std::string> check_golden(const GoldenCase& golden, const GoldenOutput& got) {
    if (got == golden.expected) return std::nullopt;
    if (std::getenv("MALLCTL_UPDATE_GOLDEN") != nullptr) {
        write(golden.folder / "stdout", got.out);
        write(golden.folder / "stderr", got.err);
        write(golden.folder / "exit", got.exit_code == 0 ? "" : std::to_string(got.exit_code) + "\n");
        return std::nullopt;
    }
    std::string text = golden.name + ": mallctl " + golden.command;
    if (golden.expected.exit_code != got.exit_code) {
        text += "exit code " + std::to_string(got.exit_code) + ", expected " +
                std::to_string(golden.expected.exit_code) + "\n";
    }
    return text + difference("stdout", golden.expected.out, got.out) +
           difference("stderr", golden.expected.err, got.err);
}

}  // namespace mallctl::test
