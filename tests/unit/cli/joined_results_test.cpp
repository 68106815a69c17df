#include "cli/output/joined_results.hpp"

#include <catch2/catch.hpp>

#include "cli/output/joined_csv.hpp"

using namespace mallctl;
using cli::joined_results;
using cli::MallResult;

namespace {

const core::Error unknown(core::Fault::failed, "there is no \"x\"", "look again");

std::vector<MallResult> results(const std::string& first, const std::string& second) {
    return {{"arcade", 0, first, {}}, {"broken", 1, "", unknown}, {"riverside", 3, second, {}}};
}

}  // namespace

TEST_CASE("several malls in JSON are an array of one object each, results to the byte") {
    CHECK(joined_results(results("{\n  \"n\": 12.50\n}\n", "[]\n"), "json") ==
          "[\n"
          "  {\"mall\":\"arcade\",\"exit_code\":0,\"result\":{\n    \"n\": 12.50\n  }},\n"
          "  {\"mall\":\"broken\",\"exit_code\":1,\"error\":{\"fault\":\"failed\",\"message\":\"there is no "
          "\\\"x\\\"\",\"advice\":\"look again\",\"exit_code\":1,\"diagnostics\":[]}},\n"
          "  {\"mall\":\"riverside\",\"exit_code\":3,\"result\":[]}\n"
          "]\n");
    CHECK(joined_results({}, "json") == "[]\n");
    CHECK(joined_results({{"a", 0, "", {}}}, "json") ==
          "[\n  {\"mall\":\"a\",\"exit_code\":0,\"result\":null}\n]\n");
}

TEST_CASE("several malls in JSON Lines are their lines, each with its mall") {
    CHECK(joined_results(results("{\"slug\":\"a\"}\n{}\n", "{\"x\":1,\"mall\":\"riverside\"}\n"), "jsonl") ==
          "{\"mall\":\"arcade\",\"slug\":\"a\"}\n"
          "{\"mall\":\"arcade\"}\n"
          "{\"mall\":\"broken\",\"exit_code\":1,\"error\":{\"fault\":\"failed\",\"message\":\"there is no "
          "\\\"x\\\"\",\"advice\":\"look again\",\"exit_code\":1,\"diagnostics\":[]}}\n"
          "{\"x\":1,\"mall\":\"riverside\"}\n");
}

TEST_CASE("several malls in a table or in YAML follow each other by name") {
    CHECK(joined_results(results("A\n1\n", "A\n2\n"), "table") == "arcade:\nA\n1\n\nriverside:\nA\n2\n");
    CHECK(joined_results(results("a: 1\n", "a: 2\n"), "yaml") ==
          "# mall: arcade\na: 1\n---\n# mall: riverside\na: 2\n");
    CHECK(joined_results(results("::error\n", ""), "github") == "::error\n");
}

TEST_CASE("several malls in CSV have one heading, the union of all, and a column mall") {
    CHECK(
        cli::joined_csv({{"a", "slug,name:en\nx,\"1,\n\"\"2\"\n"}, {"b", "slug,name:de,name:en\ny,Z,\n"}}) ==
        "mall,slug,name:en,name:de\na,x,\"1,\n\"\"2\",\nb,y,,Z\n");
    CHECK(cli::joined_csv({{"a", "mall,n\na,1\n"}, {"b", "mall,n\nb,2\n"}}) == "mall,n\na,1\nb,2\n");
    CHECK(cli::joined_csv({}) == "mall\n");
    CHECK(cli::joined_csv({{"a", ""}, {"b", "n\n\n"}}) == "mall,n\nb,\n");
}

TEST_CASE("a drawing holds one mall, a list holds several") {
    for (const char* format : {"table", "json", "jsonl", "csv", "yaml", "github"})
        CHECK(cli::can_join(format));
    for (const char* format : {"svg", "pdf", "geojson", "imdf", "sarif", "html", ""})
        CHECK_FALSE(cli::can_join(format));
}
