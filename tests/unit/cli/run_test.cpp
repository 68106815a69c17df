#include "cli/run.hpp"

#include <catch2/catch.hpp>
#include <sstream>

using namespace mallctl;

namespace {

struct Outcome {
    int code = 0;
    std::string out;
    std::string err;
};

Outcome run(const std::vector<std::string>& arguments) {
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    Outcome outcome;
    outcome.code = cli::run(arguments, {in, out, err});
    outcome.out = out.str();
    outcome.err = err.str();
    return outcome;
}

}  // namespace

TEST_CASE("help goes to stdout and is no failure") {
    const auto outcome = run({"--help"});
    CHECK(outcome.code == 0);
    CHECK(outcome.err.empty());
    CHECK(outcome.out.find("Exit status") != std::string::npos);
}

TEST_CASE("no verb at all prints the help on stderr and is a usage error") {
    const auto outcome = run({});
    CHECK(outcome.code == 2);
    CHECK(outcome.out.empty());
    CHECK(outcome.err.find("--help") != std::string::npos);
}

TEST_CASE("a misspelt verb or flag gets a suggestion and exit 2") {
    const auto verb = run({"rout", "a", "b"});
    CHECK(verb.code == 2);
    CHECK(verb.err.find("did you mean route?") != std::string::npos);
    const auto flag = run({"route", "a", "b", "--profil", "walk"});
    CHECK(flag.code == 2);
    CHECK(flag.err.find("did you mean --profile?") != std::string::npos);
}

TEST_CASE("-o json is not a file name") {
    const auto outcome = run({"route", "a", "b", "--mall", "m", "-o", "json"});
    CHECK(outcome.code == 2);
    CHECK(outcome.err.find("did you mean --format json?") != std::string::npos);
}

TEST_CASE("a format that the verb does not write is refused before anything is done") {
    const auto outcome = run({"route", "a", "b", "--mall", "m", "--format", "jsn"});
    CHECK(outcome.code == 2);
    CHECK(outcome.err.find("did you mean json?") != std::string::npos);
}

TEST_CASE("global flags may stand before or after the verb, and failures are JSON when asked") {
    for (const auto& arguments : {std::vector<std::string>{"--format", "json", "near"},
                                  std::vector<std::string>{"near", "--format", "json"}}) {
        const auto outcome = run(arguments);
        CHECK(outcome.code == 2);
        CHECK(outcome.err.rfind("{\"error\":{\"fault\":\"usage\"", 0) == 0);
    }
}

TEST_CASE("import --create without a zone says what is missing") {
    const auto outcome = run({"import", "x", "--mall", "m", "--create"});
    CHECK(outcome.code == 2);
    CHECK(outcome.err.find("--time-zone") != std::string::npos);
}
