// init, apply and get as a user types them.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/cli/workbench.hpp"

using namespace mallctl;
using nlohmann::json;

TEST_CASE("init writes a directory that apply accepts as it is, once with changes and then without") {
    const test::Workbench bench;
    const auto init = bench.run({"init", "arcade"});
    INFO(init.err);
    REQUIRE(init.exit_code == 0);
    CHECK(std::filesystem::exists(bench.path("arcade/plan/README.md")));

    const auto first = bench.run({"apply", "arcade", "--format", "json"});
    INFO(first.err);
    REQUIRE(first.exit_code == 0);
    const auto report = json::parse(first.out);
    CHECK(report["mall"] == "arcade");
    CHECK(report["changed"]["added"] == 5);
    CHECK(report["by_kind"]["store"]["added"] == 1);
    CHECK(report["version"] == 1);
    CHECK(report["diagnostics"].empty());
    CHECK_FALSE(report.contains("dry_run"));

    const auto second = bench.run({"apply", "arcade"});
    CHECK(second.exit_code == 0);
    CHECK(second.out.find("nothing changed") != std::string::npos);
}

TEST_CASE("init refuses a directory that is not empty, and a bad time zone") {
    const test::Workbench bench;
    REQUIRE(bench.run({"init", "arcade"}).exit_code == 0);
    const auto again = bench.run({"init", "arcade"});
    CHECK(again.exit_code == 2);
    CHECK(again.err.find("not empty") != std::string::npos);
    CHECK(bench.run({"init", "arcade", "--overwrite"}).exit_code == 0);
    CHECK(bench.run({"init", "other", "--time-zone", "Berlin"}).exit_code == 2);
    CHECK_FALSE(std::filesystem::exists(bench.path("other")));
}

TEST_CASE("apply reports every fault with its place, exits with 3 and writes nothing") {
    const test::Workbench bench;
    REQUIRE(bench.run({"init", "arcade"}).exit_code == 0);
    std::ofstream(bench.path("arcade/stores.csv")) << "slug,nmae,hours\na,A,never\n";
    const auto refused = bench.run({"apply", "arcade"});
    CHECK(refused.exit_code == 3);
    CHECK(refused.err.find("arcade/stores.csv:1:6: error M002") != std::string::npos);
    CHECK(refused.err.find("did you mean \"name\"?") != std::string::npos);
    CHECK(refused.err.find("arcade/stores.csv:2:5: error M003") != std::string::npos);
    CHECK(bench.run({"get", "mall", "--format", "csv"}).out ==
          "slug,name,time_zone,currency,locales,hours,holidays,store_routes\n");
    CHECK(bench.run({"apply", "arcade", "--mall", "other"}).exit_code == 2);
    CHECK(bench.run({"apply", "nowhere"}).exit_code == 1);
}

TEST_CASE("what get prints, apply reads, and nothing changes") {
    const test::Workbench bench;
    REQUIRE(bench.run({"init", "arcade"}).exit_code == 0);
    REQUIRE(bench.run({"apply", "arcade"}).exit_code == 0);
    for (const std::string kind : {"mall", "location", "tenant", "store", "lease"}) {
        for (const std::string format : {"yaml", "csv"}) {
            INFO(kind << " as " << format);
            const auto rows = bench.run({"get", kind, "--mall", "arcade", "--format", format});
            REQUIRE(rows.exit_code == 0);
            const auto back =
                bench.run({"apply", "-", "--kind", kind, "--mall", "arcade", "--format", "json"}, rows.out);
            INFO(back.err);
            REQUIRE(back.exit_code == 0);
            CHECK(json::parse(back.out)["changed"] ==
                  json({{"added", 0}, {"updated", 0}, {"removed", 0}, {"unchanged", 1}}));
        }
    }
}

TEST_CASE("get finds the mall of the enclosing directory and says what does not exist") {
    const test::Workbench bench;
    REQUIRE(bench.run({"init", "arcade"}).exit_code == 0);
    REQUIRE(bench.run({"apply", "arcade"}).exit_code == 0);
    const auto one = bench.run({"get", "store", "example-store", "--mall", "arcade", "--format", "json"});
    CHECK(json::parse(one.out)["category"] == "food.cafe");
    const auto fields = bench.run({"get", "stores", "--mall", "arcade", "--fields", "slug,tenant", "--where",
                                   "tags=cake", "--format", "csv"});
    CHECK(fields.out == "slug,tenant\nexample-store,example-tenant\n");
    const auto unknown = bench.run({"get", "store", "exampl-store", "--mall", "arcade"});
    CHECK(unknown.exit_code == 1);
    CHECK(unknown.err.find("did you mean \"example-store\"?") != std::string::npos);
    CHECK(bench.run({"get", "shop", "--mall", "arcade"}).exit_code == 2);
    CHECK(bench.run({"get", "store", "--mall", "arcade", "--where", "tenant"}).exit_code == 2);
    CHECK(bench.run({"get", "store", "--mall", "arcade", "--fields", "slg"}).exit_code == 2);
    const auto none =
        bench.run({"get", "store", "--mall", "arcade", "--where", "tenant=none", "--format", "json"});
    CHECK(none.exit_code == 0);
    CHECK(none.out == "[]\n");
}

TEST_CASE("-o writes into a pipe and leaves it a pipe") {
    const test::Workbench bench;
    REQUIRE(bench.run({"init", "arcade"}).exit_code == 0);
    REQUIRE(bench.run({"apply", "arcade"}).exit_code == 0);
    const auto pipe = bench.path("pipe");
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    const int reader = ::open(pipe.c_str(), O_RDONLY | O_NONBLOCK);
    REQUIRE(reader >= 0);
    const auto get =
        bench.run({"get", "tenant", "--mall", "arcade", "--fields", "slug", "-o", pipe.string()});
    CHECK(get.exit_code == 0);
    CHECK(std::filesystem::is_fifo(pipe));
    std::string text(100, '\0');
    const auto size = ::read(reader, text.data(), text.size());
    ::close(reader);
    REQUIRE(size > 0);
    CHECK(text.substr(0, static_cast<std::size_t>(size)) == "SLUG\nexample-tenant\n");
}

TEST_CASE("what get prints as CSV is applied from a file named after the kind, in singular too") {
    const test::Workbench bench;
    REQUIRE(bench.run({"init", "arcade"}).exit_code == 0);
    REQUIRE(bench.run({"apply", "arcade"}).exit_code == 0);
    for (const std::string kind : {"mall", "store", "lease"}) {
        const std::string file = kind + ".csv";
        REQUIRE(bench.run({"get", kind, "--mall", "arcade", "-o", file}).exit_code == 0);
        const auto apply = bench.run({"apply", file, "--mall", "arcade"});
        INFO(apply.err);
        CHECK(apply.exit_code == 0);
        CHECK(apply.out.find("nothing changed") != std::string::npos);
    }
}
