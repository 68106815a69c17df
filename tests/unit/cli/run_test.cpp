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

TEST_CASE("help speaks of verbs and arguments, not of the parser's types") {
    const auto root = run({"--help"}).out;
    CHECK(root.find("mallctl [OPTIONS] [VERB]") != std::string::npos);
    CHECK(root.find("\nVerbs:\n") != std::string::npos);
    CHECK(root.find("Subcommand") == std::string::npos);
    CHECK(root.find("\n\n\n") == std::string::npos);
    const auto near = run({"near", "--help"}).out;
    CHECK(near.find("REQUIRED") == std::string::npos);
    CHECK(near.find("{store,amenity}") == std::string::npos);
    CHECK(near.find("(default: store)") != std::string::npos);
    CHECK(near.find("mallctl --help") != std::string::npos);
}

TEST_CASE("help VERB is VERB --help") {
    CHECK(run({"help"}).out == run({"--help"}).out);
    CHECK(run({"help", "route"}).out == run({"route", "--help"}).out);
    CHECK(run({"help", "db", "start"}).out == run({"db", "start", "--help"}).out);
    CHECK(run({"help", "rout"}).code == 2);
}

TEST_CASE("a word that an option does not take is refused with the words that it takes") {
    const auto outcome = run({"--color", "alway", "get", "mall"});
    CHECK(outcome.code == 2);
    CHECK(outcome.err.find("--color: \"alway\" is not one of auto, always, never; did you mean always?") !=
          std::string::npos);
}

TEST_CASE("failures are coloured only when colour is asked for") {
    CHECK(run({"--color", "always", "route"}).err.rfind("\x1b[1;31mmallctl:\x1b[0m ", 0) == 0);
    CHECK(run({"--color", "never", "route"}).err.rfind("mallctl: ", 0) == 0);
    CHECK(run({"route"}).err.rfind("mallctl: ", 0) == 0);  // no terminal
}

TEST_CASE("a misspelt verb is told also beside --help") {
    CHECK(run({"rout", "--help"}).err.find("did you mean route?") != std::string::npos);
    CHECK(run({"db", "strat", "--help"}).err.find("did you mean start?") != std::string::npos);
    CHECK(run({"--mall", "x", "--help"}).code == 0);
    CHECK(run({"route", "a", "b", "c", "--help"}).code == 0);
}
