// Rows that a command line states, and rows of kind unit.
#include "catalog/assigned_rows.hpp"

#include <catch2/catch.hpp>

#include "catalog/row_struct.hpp"
#include "core/error.hpp"
#include "tests/unit/catalog/read_rows.hpp"

using namespace mallctl;
using catalog::Row;
using Strings = std::vector<std::string>;

namespace {

std::vector<Row> assigned(const std::string& kind, const Strings& keys, const Strings& words,
                          Strings* faults = nullptr) {
    catalog::Findings findings;
    auto rows = catalog::read_assigned_rows(kind, keys, words, {"EUR", "Europe/Berlin"}, findings);
    for (const auto& finding : findings.take()) {
        CHECK(finding.where.file.empty());
        if (faults != nullptr) faults->push_back(finding.code + " " + finding.feature);
        if (faults == nullptr) FAIL_CHECK(finding.message);
    }
    return rows;
}

std::string refusal(const Strings& words) {
    try {
        assigned("unit", {"G-01@G"}, words);
    } catch (const core::Error& error) {
        CHECK(error.fault() == core::Fault::usage);
        return error.what() + std::string("; ") + error.advice();
    }
    FAIL("nothing was thrown");
    return {};
}

}  // namespace

TEST_CASE("each key gets a row with the fields of all assignments") {
    const auto rows = assigned("unit", {"G-01@G", "G-02"}, {"name:de=Ecke", "name:en=Corner", "ref="});
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].key() == "G-01@G");
    CHECK(rows[1].key() == "G-02");
    const auto name = catalog::field_index(*rows[1].kind, "name");
    CHECK(std::get<core::Names>(rows[1].values[name]) == core::Names{{"de", "Ecke"}, {"en", "Corner"}});
    CHECK((rows[1].partial >> name & 1) == 1);
    CHECK(rows[1].states(catalog::field_index(*rows[1].kind, "ref")));
    CHECK_FALSE(rows[1].states(catalog::field_index(*rows[1].kind, "category")));
}

TEST_CASE("a value may hold '=' and a field of a unit can be given back to its source") {
    const auto row = assigned("unit", {"G-01@G"}, {"name=a=b", "ref-"}).at(0);
    const auto edit = catalog::to_struct<catalog::UnitEdit>(row);
    CHECK(edit.unit == "G-01@G");
    CHECK(edit.name == core::Names{{"", "a=b"}});
    const auto ref = catalog::field_index(*row.kind, "ref");
    CHECK(row.reverted == std::uint64_t{1} << ref);
    CHECK(row.states(ref));
    CHECK(row.partial == 0);
}

TEST_CASE("a language by itself leaves the others, a bare name replaces them") {
    const auto name = [](const Strings& words) {
        const auto row = assigned("store", {"bakery"}, words).at(0);
        return std::pair(std::get<core::Names>(row.values[1]), row.partial != 0);
    };
    CHECK(name({"name:de="}) == std::pair(core::Names{{"de", ""}}, true));
    CHECK(name({"name=Bakery", "name:de=Ecke"}) ==
          std::pair(core::Names{{"", "Bakery"}, {"de", "Ecke"}}, false));
    CHECK(name({"name:und=Bakery"}) == std::pair(core::Names{{"", "Bakery"}}, true));
}

TEST_CASE("values of every type are read from a command line as from a cell") {
    const auto offer =
        catalog::to_struct<catalog::Offer>(assigned("offers", {"rye_week"},
                                                    {"price=3.36", "discount=20", "from=2026-03-02 08:00",
                                                     "draft=yes", "audience=near:050m:kiosk"})
                                               .at(0));
    CHECK(offer.price_minor == 336);
    CHECK(offer.discount == 20.0);
    CHECK(core::format_instant(*offer.from) == "2026-03-02T07:00:00Z");
    CHECK(offer.draft);
    CHECK(offer.audience == "near:50m:kiosk");
    const auto lease = catalog::to_struct<catalog::Lease>(
        assigned("lease", {"l-1"}, {"units=G-01;G-02", "turnover_rent=0:4;1000000:5.50"}).at(0));
    CHECK(lease.units == Strings{"G-01", "G-02"});
    CHECK(lease.turnover_rent == Strings{"0.00:4", "1000000.00:5.5"});
    const auto place =
        catalog::to_struct<catalog::Location>(assigned("location", {"a"}, {"point=8.5;49.4"}).at(0));
    CHECK(place.point == core::Point{8.5, 49.4});
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
    CHECK_THROWS_AS(assigned("shop", {"a"}, {"name=x"}), core::Error);
    CHECK_THROWS_AS(assigned("unit", {"a", "a"}, {"name=x"}), core::Error);
}

TEST_CASE("an assignment that its field refuses is a finding without a place, and no row") {
    Strings faults;
    CHECK(assigned("unit", {"G-01@G"}, {"name=\x01"}, &faults).empty());
    CHECK(assigned("store", {"Shoe Shop"}, {"name=Shoes"}, &faults).empty());
    CHECK(assigned("store", {"shoes"}, {"name="}, &faults).empty());
    CHECK(assigned("parking_zone", {"p1"}, {"area=[[[8, 49], [9, 49]]]"}, &faults).empty());
    CHECK(faults ==
          Strings{"M003 unit G-01@G", "M003 store Shoe Shop", "M003 store shoes", "M003 parking_zone p1"});
}

TEST_CASE("rows of units are read from CSV and YAML by their key") {
    const auto csv = test::read_text("unit,name:de,category\nG-01@G,Ecke,office\n", "units");
    CHECK(csv.findings == Strings{});
    CHECK(csv.rows.at(0).key() == "G-01@G");
    CHECK(csv.text(0, "category") == "office");
    const auto yaml = test::read_text("kind: unit\nunit: G-01@G\nname: {de: Ecke}\nref: G-07\n");
    CHECK(yaml.findings == Strings{});
    CHECK(yaml.text(0, "ref") == "G-07");
}

TEST_CASE("what get prints beside the fields of a unit is read and left out") {
    const auto csv =
        test::read_text("unit,level,restriction,edited,id,ref\nG-01@G,G,restricted,name,x,G-02\n", "unit");
    CHECK(csv.findings == Strings{});
    CHECK(csv.text(0, "ref") == "G-02");
    const auto yaml = test::read_text("kind: unit\nunit: G-01@G\nlevel: G\nedited: [name]\nid: x\n");
    CHECK(yaml.findings == Strings{});
    CHECK(yaml.rows.size() == 1);
    CHECK(test::read_text("kind: store\nslug: a\nname: A\nlevel: G\n").findings == Strings{"-:4:1 M002"});
    CHECK(test::read_text("kind: unit\nunit: G-01@G\nwas: g-02\n").findings == Strings{"-:3:1 M002"});
}

TEST_CASE("a row of units without its key is a finding, one that is there twice a suspect") {
    CHECK(test::read_text("name\nBakery\n", "unit").findings.size() == 1);
    CHECK(test::read_text("kind: unit\nname: Bakery\n").findings == Strings{"-:1:1 M010"});
    CHECK(test::read_text("unit,name\nG-01,a\nG-01,b\n", "unit").suspects == Strings{"unit G-01"});
}
