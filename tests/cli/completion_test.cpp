// Completion as the shell does it.
#include <catch2/catch.hpp>
#include <sstream>

#include "tests/cli/documents.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/process.hpp"

using namespace mallctl::test;

namespace {

// Bash loads the script, is told which words stand on its command line, the last one under the cursor, and
// prints what it would offer.
std::vector<std::string> completed(const std::vector<std::string>& words) {
    const TemporaryDirectory directory;
    const auto script = run_mallctl({"export", "completion", "bash"});
    REQUIRE(script.exit_code == 0);
    write_file(directory.path() / "mallctl.bash", script.out);
    write_file(directory.path() / "stores.csv", "");
    std::string line = "cd " + directory.path().string() + " && source ./mallctl.bash && COMP_WORDS=(mallctl";
    for (const auto& word : words) line += " '" + word + "'";
    line += ") && COMP_CWORD=" + std::to_string(words.size()) +
            " && _mallctl && printf '%s\\n' \"${COMPREPLY[@]}\"";
    const auto result = run({"bash", "--noprofile", "--norc", "-c", line});
    INFO(line << "\n" << result.err);
    CHECK(result.exit_code == 0);
    CHECK(result.err.empty());
    return lines_of(result.out);
}

bool has(const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("bash completes every verb, and the verbs below it") {
    auto verbs = verbs_of(help({}));
    auto offered = completed({""});
    std::sort(verbs.begin(), verbs.end());
    std::sort(offered.begin(), offered.end());
    CHECK(offered == verbs);
    CHECK(completed({"rou"}) == Words{"route"});
    CHECK(completed({"db", "sta"}) == Words{"start", "status"});
    CHECK(completed({"--mall", "db", "rou"}) == Words{"route"});  // a mall may be called as a verb
    CHECK_FALSE(has(completed({"export", ""}), "man-page"));
}

TEST_CASE("bash completes options of the verb and of every verb, and their words") {
    const auto options = completed({"import", "--"});
    CHECK(has(options, "--repair"));
    CHECK(has(options, "--mall"));
    CHECK_FALSE(has(options, "--within"));
    CHECK(completed({"import", "--repair", ""}) == Words{"off", "safe", "all"});
    CHECK(completed({"import", "--repair", "=", "s"}) == Words{"safe"});
    CHECK(completed({"--color", "=", ""}) == Words{"auto", "always", "never"});
    CHECK(completed({"build", "--color", "n"}) == Words{"never"});
    CHECK(completed({"export", "completion", ""}) == Words{"bash", "zsh", "fish"});
}

TEST_CASE("bash completes kinds and files where they go") {
    CHECK(completed({"get", "sto"}) == Words{"store"});
    CHECK(completed({"apply", "sto"}) == Words{"stores.csv"});
    CHECK(completed({"apply", "a.csv", "--dry-run", "sto"}) == Words{"stores.csv"});
    CHECK(completed({"-o", "sto"}) == Words{"stores.csv"});
    CHECK(completed({"init", "sto"}) == Words{""});  // a file is no directory
}

TEST_CASE("the scripts of other shells are read by them without a complaint") {
    for (const std::string shell : {"zsh", "fish"}) {
        if (run({"sh", "-c", "command -v " + shell}).exit_code != 0) {
            WARN(shell << " is not installed: skipped");
            continue;
        }
        const TemporaryDirectory directory;
        const std::string file = (directory.path() / "script").string();
        REQUIRE(run_mallctl({"export", "completion", shell, "-o", file}).exit_code == 0);
        const auto result = run({shell, "-n", file});
        INFO(result.err);
        CHECK(result.exit_code == 0);
        CHECK(result.err.empty());
    }
}
