#include <catch2/catch.hpp>

#include <map>
#include <sstream>

#include "catalog/columns/table_source.hpp"

using namespace mallctl;
using namespace mallctl::catalog;

namespace {

struct Result {
    std::vector<RawRow> rows;
    core::Diagnostics findings;
    std::size_t skipped = 0;
};

Result read(const std::string& mapping_text, const std::string& table) {
    const auto mapping = columns::parse_mapping(mapping_text, "m.yaml", "store");
    Findings findings;
    std::istringstream in(table);
    columns::TableSource source(in, "t.csv", mapping, findings);
    Result result;
    for (RawRow row; source.next(row);) result.rows.push_back(row);
    result.findings = findings.take();
    result.skipped = source.skipped();
    return result;
}

std::string text(const RawRow& row, const std::string& field) {
    for (const auto& value : row.fields) {
        if (value.name + (value.locale.empty() ? "" : ":" + value.locale) != field) continue;
        std::string all = value.value.text;
        for (const auto& item : value.value.items) all += (all.empty() ? "" : " ") + item.text;
        return all;
    }
    return "(absent)";
}

std::string line(const core::Diagnostic& finding) {
    return finding.where.file + ":" + std::to_string(finding.where.line) + ":" +
           std::to_string(finding.where.column) + " " + finding.code;
}

const std::string basic =
    "skip: {type: Office*}\n"
    "fields:\n"
    "  slug: {column: id, do: [slug]}\n"
    "  name:en: {column: name, do: [html, trim]}\n"
    "  name:zh-Hant: name_tc\n"
    "  category: {column: cat, do: [{split: \";\"}, first, {map: {\"F*\": food, Shoes: fashion.shoes}}]}\n"
    "  tags: {column: cat, do: [{split: [\";\", \"/\"]}, lower]}\n"
    "  hours: {column: hours, do: [hours]}\n"
    "  units: {column: unit, do: [numbers], level: {column: floor, do: [{floors: {levels: {GF: G, \"*F\": "
    "\"*\"}}}]}}\n";
const std::string heading = "id,name,name_tc,cat,hours,unit,floor,type\n";

}  // namespace

TEST_CASE("a row has the fields of the mapping with the places of their cells") {
    const auto result =
        read(basic, heading + "7,Tea &amp;  Co,茶,Food;Shoes/Bags,10am - 8pm,\"1, 2A\",2F,Shop\n");
    REQUIRE(result.rows.size() == 1);
    CHECK(result.findings.empty());
    const RawRow& row = result.rows[0];
    CHECK(row.kind == "store");
    CHECK(row.where.line == 2);
    CHECK(text(row, "slug") == "7");
    CHECK(text(row, "name:en") == "Tea & Co");
    CHECK(text(row, "name:zh-Hant") == "茶");
    CHECK(text(row, "category") == "food");
    CHECK(text(row, "tags") == "food shoes bags");
    CHECK(text(row, "hours") == "10:00-20:00");
    CHECK(text(row, "units") == "1@2 2A@2");
    CHECK(row.fields[1].value.column == 3);
    CHECK(row.fields.back().value.items[0].column == 47);
}

TEST_CASE("what cannot be read is left out with a warning at its cell") {
    const auto result = read(basic, heading +
                                        "1,A,,Toys,late,Lobby,9X,Shop\n"
                                        "2,B,,Food,,105 & 211,GF & 2F,Shop\n");
    REQUIRE(result.rows.size() == 2);
    REQUIRE(result.findings.size() == 5);
    CHECK(line(result.findings[0]) == "t.csv:2:6 M051");
    CHECK(line(result.findings[1]) == "t.csv:2:11 M053");
    CHECK(line(result.findings[2]) == "t.csv:2:16 M052");
    CHECK(line(result.findings[3]) == "t.csv:2:22 M054");
    CHECK(line(result.findings[4]).starts_with("t.csv:3:"));
    CHECK(result.findings[4].code == "M054");
    CHECK(text(result.rows[0], "hours").empty());
    CHECK(text(result.rows[1], "units") == "105 211");
}

TEST_CASE("skipped rows and faulty records are no rows") {
    const auto result = read(basic, heading + "1,A,,,,,,OFFICE 3\n2,B\n3,\xFF,,,,,,\n4,D,,,,,,\n");
    REQUIRE(result.rows.size() == 1);
    CHECK(result.skipped == 1);
    REQUIRE(result.findings.size() == 2);
    CHECK(result.findings[0].code == "M007");
    CHECK(result.findings[1].code == "M008");
}

TEST_CASE("a column that the table lacks is told at its place in the mapping") {
    const auto result = read("fields: {slug: ident, \"name:en\": name}\n", "idents,name,name\n1,A,B\n");
    CHECK(result.rows.empty());
    REQUIRE(result.findings.size() == 2);
    CHECK(line(result.findings[0]) == "m.yaml:1:16 M050");
    CHECK(result.findings[0].advice == "did you mean \"idents\"?");
    CHECK(result.findings[1].message == "the table t.csv has two columns \"name\"");
}

TEST_CASE("several values for a field that takes one are an error") {
    const auto result = read("fields: {slug: {column: id, do: [{split: \"/\"}]}}\n", "id\na/b\n");
    REQUIRE(result.findings.size() == 1);
    CHECK(result.findings[0].code == "M057");
    CHECK(core::has_errors(result.findings));
}

TEST_CASE("rows of one key and one name are one shop in several units") {
    const auto result = read(basic, heading +
                                        "1,A,,Food,10am - 8pm,5,1F,\n"
                                        "2,B,,Food,,6,1F,\n"
                                        "1,A,,Shoes,,7-8,2F,\n");
    REQUIRE(result.rows.size() == 2);
    CHECK(text(result.rows[0], "slug") == "2");
    CHECK(text(result.rows[1], "slug") == "1");
    CHECK(text(result.rows[1], "units") == "5@1 7@2 8@2");
    CHECK(text(result.rows[1], "hours") == "10:00-20:00");
    CHECK(text(result.rows[1], "category") == "food");
    REQUIRE(result.findings.size() == 1);
    CHECK(result.findings[0].code == "M056");
    CHECK(result.findings[0].where.line == 4);
    CHECK(result.findings[0].message.find("t.csv:2") != std::string::npos);
    CHECK(result.findings[0].advice.find("category") != std::string::npos);
}

TEST_CASE("two shops with one id are both kept, with keys that do not depend on their order") {
    const std::string a = "1,Aveda,,,,,,\n";
    const std::string b = "1,By Kilian,,,,,,\n";
    const auto keys = [&](const std::string& rows) {
        const auto result = read(basic, heading + rows);
        std::map<std::string, std::string> by_name;
        for (const auto& row : result.rows) by_name[text(row, "name:en")] = text(row, "slug");
        CHECK(result.findings.size() == result.rows.size() - 1);
        for (const auto& finding : result.findings) CHECK(finding.code == "M055");
        return by_name;
    };
    const std::map<std::string, std::string> both = {{"Aveda", "1-aveda"}, {"By Kilian", "1-by-kilian"}};
    CHECK(keys(a + b) == both);
    CHECK(keys(b + a) == both);
    const auto foreign = keys("1,,茶,,,,,\n1,A+B,,,,,,\n1,A&B,,,,,,\n");
    CHECK(foreign.size() == 3);
    for (const auto& [name, key] : foreign) CHECK(key.size() == 10);
}

TEST_CASE("a template of empty columns is no value") {
    const std::string mapping = "fields: {slug: {template: \"{a}-{b}\", do: [slug]}, brand: {value: X}}\n";
    const auto result = read(mapping, "a,b\n1,2\n1,\n\" \",\n");
    REQUIRE(result.rows.size() == 3);
    CHECK(text(result.rows[0], "slug") == "1-2");
    CHECK(text(result.rows[1], "slug") == "1");
    CHECK(text(result.rows[2], "slug").empty());
    CHECK(text(result.rows[2], "brand") == "X");
}
