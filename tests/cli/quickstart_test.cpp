// samples/quickstart, as a user runs it.
#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "tests/support/paths.hpp"
#include "tests/support/process.hpp"

using namespace mallctl::test;
using Catch::Matchers::Contains;

namespace {

RunResult quickstart(const std::vector<std::string>& flags, const RunOptions& options = {}) {
    std::vector<std::string> argv = {(source_dir() / "samples/quickstart").string()};
    argv.insert(argv.end(), flags.begin(), flags.end());
    return run(argv, options);
}

}  // namespace

TEST_CASE("quickstart explains itself and refuses what it does not know") {
    const auto help = quickstart({"--help"});
    CHECK(help.exit_code == 0);
    CHECK_THAT(help.out, Contains("--no-install") && Contains("--no-serve"));
    const auto unknown = quickstart({"--no-serv"});
    CHECK(unknown.exit_code == 2);
    CHECK(unknown.out.empty());
    CHECK_THAT(unknown.err, Contains("--no-serv"));
}

TEST_CASE("quickstart loads the sample mall and shows a way; the second time it changes nothing") {
    if (mallctl_binary() != source_dir() / "build/release/mallctl") {
        WARN("quickstart builds the release preset, and this is another: skipped");
        return;
    }
    const TemporaryDirectory home;
    ::chmod(home.path().c_str(), 0711);  // as root the server has a user of its own
    RunOptions options;
    // A server that nobody asked it to fill must stay alone.
    options.environment = {{"HOME", home.path().string()},
                           {"MALLCTL_DATA_DIR", (home.path() / "data").string()},
                           {"MALLCTL_DATABASE", "postgresql://127.0.0.1:1/none"}};
    options.timeout = std::chrono::minutes(8);
    const auto first = quickstart({"--no-install", "--no-serve"}, options);
    INFO(first.out << first.err);
    CHECK(first.exit_code == 0);
    CHECK_THAT(first.out, Contains("-> Nevtigarn Pharmacy (walk)") && Contains("Take Lift A up to level 2"));
    CHECK_THAT(first.out, Contains("The mall is loaded."));
    const auto second = quickstart({"--no-install", "--no-serve"}, options);
    INFO(second.out << second.err);
    CHECK(second.exit_code == 0);
    CHECK_THAT(second.out, Contains("already running"));
    CHECK_THAT(second.out, Contains("nothing changed in riverside"));
    CHECK_THAT(second.out, Contains("Nothing was changed"));
    options.environment.erase("MALLCTL_DATABASE");
    CHECK(run_mallctl({"db", "stop"}, options).exit_code == 0);
}
