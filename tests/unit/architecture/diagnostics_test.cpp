#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "tests/support/paths.hpp"

namespace fs = std::filesystem;
using mallctl::test::read_file;
using mallctl::test::source_dir;

namespace {

// Codes in string literals of our sources, each with one file that uses it.
std::map<std::string, std::string> used_codes() {
    static const std::regex literal("\"([DPM][0-9]{3})\"");
    std::map<std::string, std::string> used;
    for (const char* folder : {"lib", "importers", "exporters", "server", "cli"}) {
        for (const auto& entry : fs::recursive_directory_iterator(source_dir() / folder)) {
            if (entry.path().extension() != ".cpp" && entry.path().extension() != ".hpp") continue;
            const std::string text = read_file(entry.path());
            for (std::sregex_iterator it(text.begin(), text.end(), literal), end; it != end; ++it)
                used.emplace((*it)[1], fs::relative(entry.path(), source_dir()).generic_string());
        }
    }
    return used;
}

struct Entry {
    bool has_example = false;
    bool has_fix = false;
};

std::map<std::string, Entry> documented_codes() {
    static const std::regex heading("^## ([DPM][0-9]{3}) .+");
    std::map<std::string, Entry> documented;
    Entry* current = nullptr;
    std::istringstream lines(read_file(source_dir() / "man/mallctl-diagnostics.7.md"));
    for (std::string line; std::getline(lines, line);) {
        std::smatch match;
        if (std::regex_match(line, match, heading)) current = &documented[match[1]];
        if (line.starts_with("# ")) current = nullptr;
        if (current == nullptr) continue;
        current->has_example |= line.find("Example: ") != std::string::npos;
        current->has_fix |= line.find("Fix: ") != std::string::npos;
    }
    return documented;
}

}  // namespace

TEST_CASE("every code of a finding is documented with an example and a fix") {
    const auto documented = documented_codes();
    const auto used = used_codes();
    REQUIRE(used.size() > 5);
    for (const auto& [code, file] : used) {
        if (!documented.contains(code))
            FAIL_CHECK(code << " of " << file << " is not in mallctl-diagnostics(7)");
    }
    for (const auto& [code, entry] : documented) {
        if (!entry.has_example || !entry.has_fix)
            FAIL_CHECK(code << " is documented without an example or a fix");
    }
}

TEST_CASE("no code is documented that nothing reports") {
    const auto used = used_codes();
    for (const auto& [code, entry] : documented_codes()) {
        if (!used.contains(code)) FAIL_CHECK(code << " is documented and nothing reports it");
    }
}

TEST_CASE("each of the 71 checks of plans is reported by some code, or the manual says why not") {
    const auto used = used_codes();
    const std::string page = read_file(source_dir() / "man/mallctl-diagnostics.7.md");
    int reported = 0;
    for (int number = 1; number <= 71; ++number) {
        const std::string code = "P0" + std::to_string(number / 10) + std::to_string(number % 10);
        const bool explained = page.find("| " + code + " |") != std::string::npos;
        if (used.contains(code)) {
            ++reported;
            if (explained) FAIL_CHECK(code << " is reported, and the manual says that it is not");
        } else if (!explained) {
            FAIL_CHECK(code << " is neither reported nor explained");
        }
    }
    CHECK(reported >= 60);
}
