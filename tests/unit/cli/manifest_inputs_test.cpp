#include "cli/manifest_inputs.hpp"

#include <catch2/catch.hpp>
#include <sstream>

#include "core/error.hpp"
#include "core/names.hpp"
#include "tests/support/paths.hpp"

using namespace mallctl;
using cli::ManifestInputs;

TEST_CASE("a table with headings of its own is read as rows that can be stored") {
    const test::TemporaryDirectory folder;
    const auto mapping = folder.path() / "m.yaml";
    test::write_file(mapping,
                     "fields:\n"
                     "  slug: {template: \"hc-{id}\", do: [slug]}\n"
                     "  name:en: name\n"
                     "  name:zh-Hant: name_tc\n"
                     "  hours: {column: hours, do: [hours]}\n"
                     "  units: {column: units, do: [numbers]}\n");
    std::istringstream in(
        "id,name,name_tc,hours,units\n7,Tea,茶,10am - 8pm,R202-R203 & R206\n8,\"\",\"\",late,\n");
    ManifestInputs inputs({"-"}, mapping.string(), {.kind = "stores"}, in);
    CHECK(inputs.are_tables());
    catalog::Row row;
    REQUIRE(inputs.reader().next(row));
    CHECK(row.key() == "hc-7");
    const auto value = [&](const char* name) { return row.values[catalog::field_index(*row.kind, name)]; };
    CHECK(std::get<core::Names>(value("name")) == core::Names{{"en", "Tea"}, {"zh-Hant", "茶"}});
    CHECK(std::get<std::string>(value("hours")) == "10:00-20:00");
    CHECK(std::get<std::vector<std::string>>(value("units")) ==
          std::vector<std::string>{"R202", "R203", "R206"});
    inputs.reader().next(row);
    const auto findings = inputs.reader().take_findings();
    REQUIRE_FALSE(findings.empty());
    CHECK(findings.front().where.line == 3);
}

TEST_CASE("every shop of a real directory passes the checks of the manifest") {
    const auto table = test::shared_data("tenants/hk-malls/HarbourCity_shopmaster_20220102.csv");
    if (!table) {
        WARN("shared data is absent: skipped");
        return;
    }
    std::istringstream none;
    const auto mapping = test::source_dir() / "samples/tables/harbourcity.columns.yaml";
    ManifestInputs inputs({table->string()}, mapping.string(), {.kind = "store"}, none);
    catalog::Row row;
    while (inputs.reader().next(row)) CHECK(row.kind->name == "store");
    CHECK(inputs.reader().rows() == 641);
    CHECK(inputs.reader().rejected() == 0);
    CHECK(inputs.reader().errors() == 0);
    CHECK(inputs.reader().suspected_duplicates().empty());
}

TEST_CASE("a mapping is for tables, not for directories") {
    const test::TemporaryDirectory folder;
    const auto mapping = folder.path() / "m.yaml";
    test::write_file(mapping, "kind: store\nfields: {slug: id}\n");
    std::istringstream none;
    CHECK_THROWS_AS(ManifestInputs({folder.path().string()}, mapping.string(), {}, none), core::Error);
    CHECK_THROWS_AS(ManifestInputs({"-"}, (folder.path() / "no.yaml").string(), {}, none), core::Error);
}
