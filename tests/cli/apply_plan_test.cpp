// A mall directory with its floor plan: what is wrong with the plan keeps the rows out too, and what comes
// between the two is told as it is.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <pqxx/pqxx>
#include <sstream>

#include "tests/cli/workbench.hpp"

using namespace mallctl;

namespace fs = std::filesystem;

namespace {

const auto sample = test::source_dir() / "samples/riverside";

std::string text_of(const fs::path& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

}  // namespace

TEST_CASE("a plan that is no plan keeps the rows of its directory out too") {
    const test::Workbench bench;
    fs::copy(sample, bench.path("riverside"), fs::copy_options::recursive);
    const fs::path mapping = bench.path("riverside/plan/mapping.yaml");
    std::string text = text_of(mapping);
    const auto unit = text.find("units: mm\n");
    REQUIRE(unit != std::string::npos);
    text.replace(unit, 10, "units: m\n");
    std::ofstream(mapping) << text;
    const auto applied = bench.run({"apply", "riverside"});
    INFO(applied.err);
    CHECK(applied.exit_code == 3);
    CHECK(applied.err.find("P024") != std::string::npos);
    CHECK(applied.err.find("nothing was written") != std::string::npos);
    CHECK(bench.run({"get", "mall", "--format", "json"}).out == "[]\n");
}

TEST_CASE("a plan that cannot be written after the rows leaves them, and both are told") {
    const test::Workbench bench;
    pqxx::connection connection(bench.database().url());
    pqxx::nontransaction work(connection);
    // As a disk that is full: what the database answers is no matter of the files.
    work.exec(
        "create function pg_temp.fail() returns trigger language plpgsql as "
        "$$ begin raise disk_full; end $$; "
        "create trigger full_disk before insert on mallctl.plan execute function pg_temp.fail()");
    const auto applied = bench.run({"apply", sample.string()});
    INFO(applied.err);
    CHECK(applied.exit_code == 4);
    CHECK(applied.out.find("riverside is now at version 1") != std::string::npos);
    CHECK(applied.err.find(
              "mall riverside is at version 1, which stays, but its floor plan was not imported") !=
          std::string::npos);
    CHECK(bench.run({"get", "store", "bakery", "--mall", "riverside"}).exit_code == 0);
    work.exec("drop trigger full_disk on mallctl.plan");
    const auto again = bench.run({"apply", sample.string()});
    INFO(again.err);
    CHECK(again.exit_code == 0);
    CHECK(again.out.find("riverside is now at version 2") != std::string::npos);
}
