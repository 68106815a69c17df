// Rows that a command line states, and rows of kind unit.
#include <catch2/catch.hpp>
#include <sstream>

#include "catalog/manifest.hpp"
#include "core/error.hpp"

using namespace mallctl;
using catalog::read_assignments;
using Strings = std::vector<std::string>;

namespace {

catalog::Manifest read(const std::string& text, const std::string& kind = {}) {
    std::istringstream in(text);
    return catalog::read_manifest({"-"}, in, kind);
}

std::string refusal(const Strings& assignments) {
    try {
        read_assignments("unit", {"G-01@G"}, assignments);
    } catch (const core::Error& error) {
        CHECK(error.fault() == core::Fault::usage);
        return error.what() + std::string("; ") + error.advice();
    }
    FAIL("nothing was thrown");
    return {};
}

}  // namespace

TEST_CASE("each key gets a row with the fields of all assignments") {
    const auto manifest =
        read_assignments("unit", {"G-01@G", "G-02"}, {"name:de=Ecke", "name:en=Corner", "ref="});
    CHECK(manifest.findings.empty());
    REQUIRE(manifest.units.size() == 2);
    CHECK(manifest.units[0].unit == "G-01@G");
    CHECK(manifest.units[1].unit == "G-02");
    CHECK(manifest.units[1].name == core::Names{{"de", "Ecke"}, {"en", "Corner"}});
    REQUIRE(manifest.origins.size() == 2);
    CHECK(manifest.origins[1].slug == "G-02");
    CHECK(manifest.origins[1].states("ref"));
    CHECK_FALSE(manifest.origins[1].states("category"));
}

TEST_CASE("a value may hold '=' and a field of a unit can be given back to its source") {
    const auto manifest = read_assignments("unit", {"G-01@G"}, {"name=a=b", "ref-"});
    CHECK(manifest.units[0].name == core::Names{{"", "a=b"}});
    const auto& stated = manifest.origins[0].stated;
    REQUIRE(stated.size() == 3);
    CHECK(stated[1].name == "name");
    CHECK_FALSE(stated[1].reverted);
    CHECK(stated[2].name == "ref");
    CHECK(stated[2].reverted);
}

TEST_CASE("assignments are told from keys, also from units whose number ends with a dash") {
    for (const char* word : {"name=x", "=", "name:de=", "ref-", "name-", "category-"})
        CHECK(catalog::is_assignment("unit", word));
    for (const char* word : {"G-01@G", "G-", "unit-", "-", "", "id:1234"})
        CHECK_FALSE(catalog::is_assignment("unit", word));
    CHECK_FALSE(catalog::is_assignment("store", "name-"));
}

TEST_CASE("assignments that cannot be meant are usage errors") {
    CHECK_THAT(refusal({"nam=x"}), Catch::Contains("\"nam\"") && Catch::Contains("did you mean \"name\"?"));
    CHECK_THAT(refusal({"unit=G-02@G"}), Catch::Contains("cannot be set"));
    CHECK_THAT(refusal({"name"}), Catch::Contains("FIELD=VALUE"));
    CHECK_THAT(refusal({"ref:de=x"}), Catch::Contains("has no languages"));
    CHECK_THAT(refusal({"name:=x"}), Catch::Contains("language tag"));
    CHECK_THAT(refusal({"name=x", "name=y"}), Catch::Contains("twice"));
    CHECK_THAT(refusal({"name:de=x", "name-"}), Catch::Contains("twice"));
    CHECK_THROWS_AS(read_assignments("shop", {"a"}, {"name=x"}), core::Error);
    CHECK_THROWS_AS(read_assignments("unit", {"a", "a"}, {"name=x"}), core::Error);
}

TEST_CASE("a value that its field refuses is a finding without a place") {
    const auto manifest = read_assignments("unit", {"G-01@G"}, {"name=\x01"});
    REQUIRE(manifest.findings.size() == 1);
    CHECK(manifest.findings[0].code == "M003");
    CHECK(manifest.findings[0].feature == "unit G-01@G");
    CHECK(manifest.findings[0].where.file.empty());
}

TEST_CASE("units are read from CSV and YAML by their key") {
    const auto csv = read("unit,name:de,category\nG-01@G,Ecke,office\n", "units");
    CHECK(csv.findings.empty());
    REQUIRE(csv.units.size() == 1);
    CHECK(csv.units[0].unit == "G-01@G");
    CHECK(csv.units[0].category == "office");
    CHECK(csv.origins[0].stated.size() == 3);
    const auto yaml = read("kind: unit\nunit: G-01@G\nname: {de: Ecke}\nref: G-07\n");
    CHECK(yaml.findings.empty());
    REQUIRE(yaml.units.size() == 1);
    CHECK(yaml.units[0].ref == "G-07");
}

TEST_CASE("what get prints of a unit beside its fields is read and left out") {
    const auto csv = read("unit,level,restriction,edited,id,ref\nG-01@G,G,restricted,name,x,G-02\n", "unit");
    CHECK(csv.findings.empty());
    CHECK(csv.units.at(0).ref == "G-02");
    CHECK(csv.origins.at(0).stated.size() == 2);
    const auto yaml = read("kind: unit\nunit: G-01@G\nlevel: G\nedited: [name]\nid: x\n");
    CHECK(yaml.findings.empty());
    CHECK(yaml.units.size() == 1);
    CHECK(read("kind: store\nslug: a\nname: A\nlevel: G\n").findings.at(0).code == "M002");
}

TEST_CASE("a row of units without its key, and one that is there twice, are findings") {
    CHECK(read("name\nBakery\n", "unit").findings.size() == 1);
    CHECK(read("kind: unit\nname: Bakery\n").findings.at(0).code == "M010");
    CHECK(read("unit,name\nG-01,a\nG-01,b\n", "unit").findings.at(0).code == "M004");
}
