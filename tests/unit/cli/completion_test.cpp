#include "cli/output/completion.hpp"

#include <catch2/catch.hpp>

#include "cli/output/completion_tables.hpp"

using namespace mallctl::cli;

namespace {

Command small() {
    Command role{
        {"db", "url"}, "Print", {}, {{{"--role"}, "ROLE", "It's a role", "", {"app", "owner"}, false}}, {}};
    Command db{{"db"}, "Database", {}, {}, {role}};
    Command apply{{"apply"},
                  "Apply",
                  {{{}, "PATH", "Files", "", {}, true}},
                  {{{"--dry-run"}, "", "Dry", "", {}, false}},
                  {}};
    Command get{{"get"}, "Get", {{{}, "KIND", "", "", {}, false}, {{}, "SLUG", "", "", {}, false}}, {}, {}};
    Command create{
        {"create"}, "Create", {{{}, "KIND", "", "", {}, false}, {{}, "WHAT", "", "", {}, true}}, {}, {}};
    Command end{{"lease", "end"}, "End", {{{}, "SLUG", "", "", {}, false}}, {}, {}};
    Command lease{{"lease"}, "Lease", {}, {}, {end}};
    return {{},
            "all",
            {},
            {{{"-o", "--output"}, "FILE", "Out", "", {}, false}, {{"--mall"}, "SLUG", "", "", {}, false}},
            {db, apply, get, create, lease}};
}

const CompletionKinds kinds = {{"store", "lease", "level"}, {"store", "lease", "unit"}, {"store", "lease"}};

std::string source(const std::string& path, const std::string& argument) {
    for (const auto& value : completion_tables(small(), kinds).values) {
        if (value.path == path && value.argument == argument) return value.source;
    }
    return "";
}

}  // namespace

TEST_CASE("an argument's name says what completes it") {
    CHECK(source("db url", "--role") == "words app owner");
    CHECK(source("apply", "*") == "files");
    CHECK(source("apply", "--dry-run").empty());
    CHECK(source("get", "0") == "words store lease level");
    CHECK(source("get", "1") == "slugs");
    CHECK(source("create", "0") == "words store lease");
    CHECK(source("create", "*") == "none");  // what is to be made has no name yet
    CHECK(source("lease end", "0") == "slugs lease");
    CHECK(source("", "-o") == "files");
    CHECK(source("", "--output") == "files");
    CHECK(source("", "--mall") == "malls");
}

TEST_CASE("there is a script for each shell, and quotes in descriptions do not end it") {
    for (const auto& shell : completed_shells()) {
        const std::string script = completion_script(small(), kinds, shell);
        CHECK(script.find("'words app owner'") != std::string::npos);
        CHECK(script.find("export completion " + shell) != std::string::npos);
    }
    CHECK(completion_script(small(), kinds, "fish").find("It'\\''s a role") != std::string::npos);
}
