#include <catch2/catch.hpp>

#include "tests/cli/golden.hpp"
#include "tests/support/database.hpp"
#include "tests/support/paths.hpp"

using namespace mallctl::test;
namespace fs = std::filesystem;

TEST_CASE("every command line without a database prints what its case expects") {
    const auto cases = golden_cases(source_dir() / "tests/cli/cases");
    REQUIRE_FALSE(cases.empty());
    for (const auto& golden : cases) {
        const TemporaryDirectory directory;
        const auto difference = check_golden(golden, run_golden(golden, directory.path()));
        if (difference) FAIL_CHECK(*difference);
    }
}

// A scenario is a folder of steps that run in the order of their names against one database and in one
// directory.
TEST_CASE("every scenario with a database prints what its steps expect") {
    std::vector<fs::path> scenarios;
    for (const auto& entry : fs::directory_iterator(source_dir() / "tests/cli/scenarios")) {
        if (entry.is_directory()) scenarios.push_back(entry.path());
    }
    std::sort(scenarios.begin(), scenarios.end());
    REQUIRE_FALSE(scenarios.empty());
    for (const auto& scenario : scenarios) {
        const TestDatabase database;
        const TemporaryDirectory directory;
        for (const auto& golden : golden_cases(scenario)) {
            const auto difference =
                check_golden(golden, run_golden(golden, directory.path(), database.url()));
            if (difference) FAIL_CHECK(scenario.filename().string() << "/" << *difference);
        }
    }
}

TEST_CASE("the words of a command are split as a shell splits them") {
    CHECK(split_words("get store  'a b' \"c'd\" ''\n") ==
          std::vector<std::string>{"get", "store", "a b", "c'd", ""});
    CHECK(split_words("").empty());
    CHECK_THROWS(split_words("get 'store"));
}

TEST_CASE("what differs between machines is replaced, the longest first") {
    const Placeholders placeholders = {{"$TMP", "/tmp/a"}, {"$DATABASE", "/tmp/a/db"}};
    CHECK(with_placeholders("at /tmp/a/db and /tmp/a/x", placeholders) == "at $DATABASE and $TMP/x");
    CHECK(with_placeholders("sha " + std::string(64, 'a') + ".", {}) == "sha <sha256>.");
    CHECK(with_placeholders("not " + std::string(63, 'a'), {}) == "not " + std::string(63, 'a'));
}

TEST_CASE("a difference in any of the three outputs is reported") {
    GoldenCase golden;
    golden.name = "x";
    golden.expected = {"out\n", "", 0};
    CHECK_FALSE(check_golden(golden, {"out\n", "", 0}));
    CHECK(check_golden(golden, {"other\n", "", 0}));
    CHECK(check_golden(golden, {"out\n", "noise\n", 0}));
    CHECK(check_golden(golden, {"out\n", "", 1}));
}
