// Tables with headings of their own, and workbooks, all the way into the database.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "tests/support/database.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/process.hpp"

using namespace mallctl;
using nlohmann::json;

namespace {

struct Fixture {
    test::TestDatabase database;
    test::TemporaryDirectory directory;
    test::RunOptions options;

    Fixture() {
        options.environment["MALLCTL_DATABASE"] = database.url();
        options.environment["MALLCTL_NOW"] = "2026-06-01T12:00:00Z";
        test::write_file(directory.path() / "mall.yaml",
                         "kind: mall\nslug: harbour-city\nname: Harbour City\n"
                         "time_zone: Asia/Hong_Kong\ncurrency: HKD\n");
        const auto made = run({"apply", (directory.path() / "mall.yaml").string()});
        INFO(made.err);
        REQUIRE(made.exit_code == 0);
    }

    test::RunResult run(std::vector<std::string> arguments) const {
        return test::run_mallctl(std::move(arguments), options);
    }

    // The report of an apply to the mall.
    json apply(const std::filesystem::path& table, std::vector<std::string> more) const {
        std::vector<std::string> arguments = {"apply",        table.string(), "--mall",
                                              "harbour-city", "--format",     "json"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const auto result = run(arguments);
        INFO(result.err);
        REQUIRE(result.exit_code == 0);
        return json::parse(result.out);
    }
};

json changed(int added, int updated, int removed, int unchanged) {
    return {{"added", added}, {"updated", updated}, {"removed", removed}, {"unchanged", unchanged}};
}

}  // namespace

TEST_CASE("a later table of a mall opens, closes and moves its shops") {
    const auto before = test::shared_data("tenants/hk-malls/HarbourCity_shopmaster_20220102.csv");
    const auto after = test::shared_data("tenants/hk-malls/HarbourCity_shopmaster_20220131.csv");
    if (!before || !after) {
        WARN("shared data is absent: skipped");
        return;
    }
    const Fixture mall;
    const std::string mapping = (test::source_dir() / "samples/tables/harbourcity.columns.yaml").string();
    CHECK(mall.apply(*before, {"--columns", mapping})["changed"] == changed(641, 0, 0, 0));
    CHECK(mall.apply(*before, {"--columns", mapping})["changed"] == changed(0, 0, 0, 641));
    // What the two tables differ in is compared without a database, by a reading of its own, in
    // tests/unit/catalog/columns_malls_test.cpp.
    CHECK(mall.apply(*after, {"--columns", mapping, "--prune", "--dry-run"})["changed"] ==
          changed(7, 10, 2, 629));
    CHECK(mall.apply(*after, {"--columns", mapping, "--prune"})["changed"] == changed(7, 10, 2, 629));
    CHECK(mall.apply(*after, {"--columns", mapping, "--prune"})["changed"] == changed(0, 0, 0, 646));
    const auto listed = mall.run({"get", "store", "--mall", "harbour-city", "--format", "json"});
    CHECK(listed.out.find("2326@gateway-arcade/2") != std::string::npos);
    CHECK(listed.out.find("hc-24992") != std::string::npos);
    CHECK(listed.out.find("hc-22849") == std::string::npos);
}

TEST_CASE("two shops with one id, and one shop in several rows, are reported and kept") {
    const Fixture mall;
    const auto table = mall.directory.path() / "shops.csv";
    const auto mapping = mall.directory.path() / "shops.columns.yaml";
    test::write_file(mapping,
                     "kind: store\nfields: {slug: id, name: shop, units: {column: unit, do: [numbers]}}\n");
    test::write_file(table, "id,shop,unit\n17,Tea,101\n18,Aveda,5\n17,Tea,201-2\n18,By Kilian,6\n");
    const auto report = mall.apply(table, {"--columns", mapping.string()});
    CHECK(report["changed"] == changed(3, 0, 0, 0));
    std::set<std::string> codes;
    for (const auto& finding : report["diagnostics"]) codes.insert(finding["code"].get<std::string>());
    CHECK(codes.count("M055") == 1);
    CHECK(codes.count("M056") == 1);
    const auto shops =
        mall.run({"get", "store", "--mall", "harbour-city", "--format", "csv", "--fields", "slug,units"});
    CHECK(shops.out.find("17,101;201;202") != std::string::npos);
    CHECK(shops.out.find("18-aveda,5") != std::string::npos);
    CHECK(shops.out.find("18-by-kilian,6") != std::string::npos);
    test::write_file(table, "id,shop,unit\n18,By Kilian,6\n17,Tea,101\n18,Aveda,5\n17,Tea,201-2\n");
    CHECK(mall.apply(table, {"--columns", mapping.string(), "--prune"})["changed"] == changed(0, 0, 0, 3));
}

TEST_CASE("a mapping that does not fit is exit 3, and nothing is written") {
    const Fixture mall;
    const auto table = mall.directory.path() / "shops.csv";
    const auto mapping = mall.directory.path() / "shops.columns.yaml";
    test::write_file(table, "id,shop\n17,Tea\n");
    const auto applied = [&](const std::string& text) {
        test::write_file(mapping, text);
        return mall.run({"apply", table.string(), "--columns", mapping.string(), "--kind", "store", "--mall",
                         "harbour-city"});
    };
    auto result = applied("fields: {slug: id, nam: shop}\n");
    CHECK(result.exit_code == 3);
    CHECK(result.err.find("shops.columns.yaml:1:20") != std::string::npos);
    CHECK(result.err.find("did you mean \"name\"?") != std::string::npos);
    result = applied("fields: {slug: id, name: shops}\n");
    CHECK(result.exit_code == 3);
    CHECK(result.err.find("M050") != std::string::npos);
    CHECK(mall.run({"apply", table.string(), "--columns", "no.yaml", "--mall", "harbour-city"}).exit_code ==
          1);
    CHECK(mall.run({"get", "store", "--mall", "harbour-city", "--format", "csv"}).out.find("Tea") ==
          std::string::npos);
}

TEST_CASE("a workbook of a mall is read like its CSV files") {
    const Fixture mall;
    const auto riverside = test::source_dir() / "samples/riverside";
    const auto folder = mall.directory.path() / "book";
    std::filesystem::create_directory(folder);
    std::filesystem::copy_file(riverside / "mall.yaml", folder / "mall.yaml");
    for (const std::string kind : {"tenants", "stores", "leases"}) {
        const std::string command = "ogr2ogr -f XLSX -update -append " + (folder / "sheets.xlsx").string() +
                                    " " + (riverside / (kind + ".csv")).string() + " -nln " + kind + " 2>&1";
        if (std::system(command.c_str()) != 0) {
            WARN("no ogr2ogr: skipped");
            return;
        }
    }
    const auto applied = mall.run({"apply", folder.string(), "--format", "json"});
    INFO(applied.err);
    REQUIRE(applied.exit_code == 0);
    CHECK(json::parse(applied.out)["by_kind"]["store"] == changed(40, 0, 0, 0));
    const auto again = mall.run({"apply", riverside.string(), "--format", "json"});
    INFO(again.err);
    REQUIRE(again.exit_code == 0);
    for (const char* kind : {"store", "tenant", "lease"}) {
        const auto counts = json::parse(again.out)["by_kind"][kind];
        INFO(kind << " " << counts);
        CHECK(counts["unchanged"] > 30);
        CHECK(counts["updated"] == 0);
        CHECK(counts["added"] == 0);
    }
    test::write_file(folder / "sheets.xlsx", "PK");
    const auto refused = mall.run({"apply", folder.string()});
    CHECK(refused.exit_code == 3);
    CHECK(refused.err.find("M006") != std::string::npos);
}
