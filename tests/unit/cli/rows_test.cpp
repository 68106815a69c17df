#include "cli/output/rows.hpp"

#include <catch2/catch.hpp>

#include "cli/output/display_width.hpp"
#include "core/error.hpp"

using namespace mallctl;
using cli::CellKind;

namespace {

cli::Rows sample() {
    return {
        {{"slug"}, {"floor_area", CellKind::number}, {"open", CellKind::boolean}, {"units", CellKind::list}},
        {{"bakery", "12.5", "true", "G-01;G-02"}, {"a \"b\", c", std::nullopt, "false", ""}}};
}

}  // namespace

TEST_CASE("a table aligns numbers to the right and shows nothing as a dash") {
    CHECK(cli::format_rows(sample(), "table") ==
          "SLUG      FLOOR AREA  OPEN   UNITS\n"
          "bakery          12.5  true   G-01;G-02\n"
          "a \"b\", c           -  false\n");
}

TEST_CASE("JSON keeps types, lists and nulls") {
    CHECK(cli::format_rows(sample(), "jsonl") ==
          R"({"slug":"bakery","floor_area":12.5,"open":true,"units":["G-01","G-02"]})"
          "\n"
          R"({"slug":"a \"b\", c","floor_area":null,"open":false,"units":[]})"
          "\n");
}

TEST_CASE("CSV quotes what RFC 4180 says must be quoted") {
    CHECK(cli::format_rows(sample(), "csv") ==
          "slug,floor_area,open,units\nbakery,12.5,true,G-01;G-02\n\"a \"\"b\"\", c\",,false,\n");
}

TEST_CASE("YAML is a list of maps whose values are JSON") {
    CHECK(cli::format_rows(sample(), "yaml") ==
          "- slug: \"bakery\"\n  floor_area: 12.5\n  open: true\n  units: [\"G-01\",\"G-02\"]\n"
          "- slug: \"a \\\"b\\\", c\"\n  floor_area: null\n  open: false\n  units: []\n");
}

TEST_CASE("no rows are an empty list, not nothing") {
    const cli::Rows none{{{"slug"}}, {}};
    CHECK(cli::format_rows(none, "json") == "[]\n");
    CHECK(cli::format_rows(none, "yaml") == "[]\n");
    CHECK(cli::format_rows(none, "csv") == "slug\n");
    CHECK(cli::format_rows(none, "jsonl").empty());
}

TEST_CASE("an unknown format is a usage error") {
    CHECK_THROWS_AS(cli::format_rows(sample(), "xml"), core::Error);
}

TEST_CASE("display width counts columns, not bytes") {
    CHECK(cli::display_width("Café") == 4);
    CHECK(cli::display_width("Cafe\u0301") == 4);
    CHECK(cli::display_width("咖啡") == 4);
    CHECK(cli::display_width("\xff\xfe") == 2);
    CHECK(cli::display_width("") == 0);
}
