#include "catalog/manifest.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "core/error.hpp"
#include "tests/support/paths.hpp"

using namespace mallctl;
using catalog::Manifest;

namespace {

// Files by name in a directory of their own, read as a manifest; findings name them without the directory.
struct Reading {
    Manifest manifest;
    std::vector<std::string> findings;  // "FILE:LINE:COLUMN CODE"
};

std::string place_and_code(const core::Diagnostic& finding, const std::filesystem::path& dir) {
    std::string file = finding.where.file;
    if (file.starts_with(dir.string() + "/")) file.erase(0, dir.string().size() + 1);
    return file + ":" + std::to_string(finding.where.line) + ":" + std::to_string(finding.where.column) +
           " " + finding.code;
}

Reading read(const std::map<std::string, std::string>& files) {
    const test::TemporaryDirectory dir;
    for (const auto& [name, text] : files) std::ofstream(dir.path() / name, std::ios::binary) << text;
    std::istringstream nothing;
    Reading reading{catalog::read_manifest({dir.path()}, nothing), {}};
    for (const auto& finding : reading.manifest.findings)
        reading.findings.push_back(place_and_code(finding, dir.path()));
    return reading;
}

Reading read_stdin(const std::string& text, const std::string& kind = {}) {
    std::istringstream in(text);
    Reading reading{catalog::read_manifest({"-"}, in, kind), {}};
    for (const auto& finding : reading.manifest.findings)
        reading.findings.push_back(place_and_code(finding, "/"));
    return reading;
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("a mall directory is read whole") {
    const auto reading = read({
        {"mall.yaml",
         "kind: mall\nslug: riverside\nname: {en: Riverside, de: Flussufer}\ntime_zone: Europe/Berlin\n"
         "currency: EUR\nlocales: [en, de]\nhours: \"Mo-Sa 10:00-20:00; Su off\"\n"},
        {"locations.yaml",
         "kind: location\nslug: north\nname: North\nlocation_kind: entrance\nlevel: 0\nlon: 8.5\nlat: 49.4\n"
         "---\n\n---\nkind: location\nslug: south\nname: South\nlocation_kind: qr\nlevel: G\n"
         "point: [8.6, 49.5]\nheading: 360\n"},
        {"tenants.csv", "\xEF\xBB\xBFslug,name,website\r\nacme,Acme,https://acme.example\r\n"},
        {"stores.food.csv",
         "slug,name,name:de,tenant,units,tags\nbakery,Bakery,\"Bäckerei \"\"Ä\"\"\",acme,G-01@G; "
         "G-02@G,a;b\n"},
        {"leases.csv", "slug,tenant,units,from,to,base_rent\nl-1,acme,G-01@G,2026-01-31,,12000.50\n"},
        {"README.md", "not a manifest"},
    });
    REQUIRE(reading.findings.empty());
    auto manifest = reading.manifest;
    REQUIRE(manifest.mall);
    CHECK(manifest.mall->name == core::Names{{"en", "Riverside"}, {"de", "Flussufer"}});
    CHECK(manifest.mall->locales == Strings{"en", "de"});
    REQUIRE(manifest.catalog.locations.size() == 2);
    CHECK(manifest.catalog.locations[0].name == core::Names{{"", "North"}});
    CHECK(manifest.catalog.locations[0].level == "0");
    CHECK(manifest.catalog.locations[1].point == core::Point{8.6, 49.5});
    CHECK(manifest.catalog.locations[1].heading == 0.0);
    REQUIRE(manifest.catalog.stores.size() == 1);
    CHECK(manifest.catalog.stores[0].name == core::Names{{"", "Bakery"}, {"de", "Bäckerei \"Ä\""}});
    CHECK(manifest.catalog.stores[0].units == Strings{"G-01@G", "G-02@G"});
    CHECK(manifest.catalog.stores[0].tags == Strings{"a", "b"});
    CHECK_FALSE(manifest.catalog.leases[0].base_rent_minor);
    catalog::settle_money(manifest, "EUR");
    CHECK(manifest.catalog.leases[0].base_rent_minor == 1200050);
    CHECK(manifest.findings.empty());
    catalog::settle_money(manifest, "JPY");
    REQUIRE(manifest.findings.size() == 1);
    CHECK(manifest.findings[0].where.column == 29);
}

TEST_CASE("eleven different faults are eleven findings with their places") {
    const auto reading = read({{"stores.csv",
                                "slug,name,colour,hours,units,website,tenant\n"  // 1: unknown column
                                "bakery,Bakery,,Mo-Fr 10:00-20:00; PH off,,,\n"  // 2: hours, inside the cell
                                "bakery,Again,,,,,\n"                            // 3: a slug twice
                                "Shoe Shop,Shoes,,,,,\n"                         // 4: no slug
                                "books,Books,,,,\n"                              // 5: a cell missing
                                "toys,\"Toys\"!,,,,,\n"                          // 6: text after a quote
                                "caf\xE9,x,,,,,\n"                               // 7: not UTF-8
                                "wine,,,,,javascript:alert(1),\n"   // 8: no name, and no web address
                                "multi,\"two\nlines\",,,U1;U1,,\n"  // 9 and 10: a unit twice
                                "late,\"never closed,,,,,\n"}});    // 11
    CHECK(reading.findings == Strings{"stores.csv:1:11 M002", "stores.csv:2:35 M003", "stores.csv:3:0 M004",
                                      "stores.csv:4:1 M003", "stores.csv:5:16 M007", "stores.csv:6:12 M006",
                                      "stores.csv:7:4 M008", "stores.csv:8:6 M003", "stores.csv:8:10 M003",
                                      "stores.csv:10:13 M003", "stores.csv:11:6 M006"});
}

TEST_CASE("an unknown key names the closest known one") {
    const auto reading = read_stdin(
        "kind: store\nslug: a\nname: A\nhuors: 24/7\nname: B\n---\nkind: stor\n---\nslug: x\n---\n- 1\n");
    CHECK(reading.findings == Strings{"-:4:1 M002", "-:5:1 M002", "-:7:7 M001", "-:9:1 M001", "-:11:3 M006"});
    CHECK(reading.manifest.findings[0].advice == "did you mean \"hours\"?");
    CHECK(reading.manifest.findings[2].advice == "did you mean \"store\"?");
}

TEST_CASE("absent, empty and null are told apart") {
    const auto reading =
        read_stdin("kind: store\nslug: a\nhours: \"\"\nphone: null\ntags: []\nname:\n  de: Ä\n");
    REQUIRE(reading.findings.empty());
    const auto& origin = reading.manifest.origins.at(0);
    CHECK(origin.states("hours"));
    CHECK(origin.states("phone"));
    CHECK(origin.states("tags"));
    CHECK_FALSE(origin.states("website"));
    CHECK(reading.manifest.catalog.stores.at(0).tags.empty());
    CHECK(read_stdin("kind: store\nslug: a\nname: null\n").findings == Strings{"-:3:7 M003"});
    CHECK(read_stdin("kind: store\nslug: null\n").findings == Strings{"-:2:7 M003"});
    CHECK(read_stdin("kind: store\nname: A\n").findings == Strings{"-:1:1 M010"});
    CHECK(read_stdin("kind: location\nslug: a\nlon: null\n").findings == Strings{"-:3:6 M003"});
}

TEST_CASE("an empty cell of one language clears that language only") {
    const auto reading = read_stdin("slug,name:de,name:en\na,,A\n", "stores");
    REQUIRE(reading.findings.empty());
    CHECK(reading.manifest.catalog.stores.at(0).name == core::Names{{"en", "A"}});
    CHECK(reading.manifest.origins.at(0).stated.at(1).locale == "de");
}

TEST_CASE("bad values are refused where they stand") {
    const auto refused = [](const std::string& line) {
        const auto reading = read_stdin("kind: location\nslug: a\n" + line + "\n");
        return reading.findings.empty() ? std::string("accepted") : reading.findings[0];
    };
    CHECK(refused("lon: 181") == "-:3:6 M003");
    CHECK(refused("lon: nan") == "-:3:6 M003");
    CHECK(refused("lon: 1e999") == "-:3:6 M003");
    CHECK(refused("lat: '49,4'") == "-:3:7 M003");
    CHECK(refused("point: [8.5]") == "-:3:8 M003");
    CHECK(refused("point: [8.5, 91]") == "-:3:14 M003");
    CHECK(refused("heading: -1") == "-:3:10 M003");
    CHECK(refused("location_kind: door") == "-:3:16 M003");
    CHECK(refused("level: [1]") == "-:3:8 M003");
    CHECK(refused("level: \"a\\x01\"") == "-:3:9 M003");
    CHECK(refused("name: {german: x, de_DE: y}") == "-:3:19 M003");
    CHECK(refused("name: {de: [x]}") == "-:3:12 M003");
    CHECK(refused("name: [x]") == "-:3:7 M003");
    CHECK(refused("name: " + std::string(201, 'x')) == "-:3:7 M003");
    CHECK(refused("name: " + std::string(200, 'x')) == "accepted");
}

TEST_CASE("dates, amounts, zones and currencies are checked") {
    const auto lease = [](const std::string& line) {
        return read_stdin("kind: lease\nslug: a\n" + line + "\n").findings;
    };
    CHECK(lease("from: 2024-02-29").empty());
    for (const char* date :
         {"2026-02-29", "2026-13-01", "2026-1-1", "31.01.2026", "0000-01-01", "2026-01-31T00:00"}) {
        INFO(date);
        CHECK(lease(std::string("from: ") + date) == Strings{"-:3:7 M003"});
    }
    for (const char* amount : {"-1", "1,5", "1.", ".5", "1e9", "12 000"}) {
        INFO(amount);
        CHECK(lease(std::string("base_rent: ") + amount) == Strings{"-:3:12 M003"});
    }
    CHECK(read_stdin("kind: mall\nslug: a\ntime_zone: Berlin\ncurrency: DM\nlocales: [en, e]\n").findings ==
          Strings{"-:3:12 M003", "-:4:11 M003", "-:5:15 M003"});
    CHECK(read_stdin("kind: tenant\nslug: a\nemail: a@b@c\nwebsite: ftp://x\n").findings ==
          Strings{"-:3:8 M003", "-:4:10 M003"});
}

TEST_CASE("files of an unknown kind and second malls are findings") {
    CHECK(read({{"shops.csv", "slug\na\n"}}).findings == Strings{"shops.csv:0:0 M001"});
    CHECK(read({{"storse.csv", "slug\na\n"}}).manifest.findings.at(0).advice == "did you mean \"stores\"?");
    CHECK(read({{"a.yaml", "kind: mall\nslug: a\n"}, {"b.yaml", "kind: mall\nslug: b\n"}}).findings ==
          Strings{"b.yaml:1:1 M004"});
}

TEST_CASE("headings that make no sense are findings") {
    CHECK(read({{"stores.csv", "slug;name\na;b\n"}}).findings ==
          Strings{"stores.csv:1:1 M002", "stores.csv:1:1 M010"});
    CHECK(read({{"stores.csv", "slug,name,name,hours:de,name:x\n"}}).findings ==
          Strings{"stores.csv:1:11 M002", "stores.csv:1:16 M002", "stores.csv:1:25 M002"});
    CHECK(read({{"stores.csv", ""}}).findings.empty());
    CHECK(read({{"stores.csv", "\xFF\xFEs\0l\0"}}).findings == Strings{"stores.csv:1:1 M008"});
}

TEST_CASE("YAML that begins no value is refused where it stands") {
    CHECK(read_stdin(",").findings == Strings{"-:1:1 M006"});
    CHECK(read_stdin("kind: tenant\nslug: a\nname: A\n---\n, b\n").findings == Strings{"-:5:1 M006"});
}

TEST_CASE("hostile YAML is refused in bounded time") {
    std::string bomb = "kind: store\nslug: a\nx0: &x0 [lol, lol]\n";
    for (int i = 1; i < 9; ++i) {
        const auto previous = "*x" + std::to_string(i - 1);
        bomb +=
            "x" + std::to_string(i) + ": &x" + std::to_string(i) + " [" + previous + ", " + previous + "]\n";
    }
    CHECK(read_stdin(bomb).findings == Strings{"-:4:10 M006"});
    std::string aliases = "kind: store\nslug: a\nname: &n A\ntags: [";
    for (int i = 0; i < 101; ++i) aliases += "*n, ";
    CHECK(read_stdin(aliases + "]\n").findings == Strings{"-:4:408 M006"});
    CHECK(read_stdin(std::string(100'000, '[')).findings.size() == 1);
    CHECK(read_stdin("kind: store\nname: !!python/object:os.system x\n").findings.size() >= 1);
    CHECK(read_stdin("kind: store\nslug: a\nname: \"A\nphone: 1\n").findings == Strings{"-:4:9 M006"});
    CHECK(read_stdin("kind: store\nslug: a\nname: caf\xE9\n").findings == Strings{"-:3:10 M008"});
    CHECK(read_stdin("a: " + std::string(2 * 1024 * 1024, 'x')).findings == Strings{"-:1:0 M009"});
}

TEST_CASE("a value may be written once and used again") {
    const auto reading = read_stdin("kind: store\nslug: a\nhours: &h 24/7\nphone: *h\n");
    REQUIRE(reading.findings.empty());
    CHECK(reading.manifest.catalog.stores.at(0).phone == "24/7");
}

TEST_CASE("findings are counted beyond the thousandth") {
    std::string rows = "slug,hours\n";
    for (int i = 0; i < 1500; ++i) rows += "s" + std::to_string(i) + ",never\n";
    const auto reading = read_stdin(rows, "store");
    REQUIRE(reading.manifest.findings.size() == 1001);
    CHECK(reading.manifest.findings.back().message == "500 more findings are left out");
}

TEST_CASE("what does not exist is an error, not a finding") {
    std::istringstream in;
    CHECK_THROWS_AS(catalog::read_manifest({"/nonexistent"}, in), core::Error);
    CHECK_THROWS_AS(catalog::read_manifest({"-"}, in, "shop"), core::Error);
}
