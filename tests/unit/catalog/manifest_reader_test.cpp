// The stream of rows: order of files, places, what is rejected, memory that is used again.
#include "catalog/manifest_reader.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "core/error.hpp"
#include "tests/support/paths.hpp"
#include "tests/unit/catalog/read_rows.hpp"

using namespace mallctl;
using catalog::Row;
using test::read_files;
using test::read_text;
using Strings = std::vector<std::string>;

TEST_CASE("a mall directory is read whole, the mall first") {
    auto read = read_files({
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
    REQUIRE(read.findings == Strings{});
    REQUIRE(read.rows.size() == 6);
    CHECK(read.rows[0].kind->name == "mall");
    CHECK(read.text(0, "locales") == "en;de");
    CHECK(read.rows[1].key() == "l-1");
    CHECK(std::get<std::int64_t>(read.value(1, "base_rent")) == 1200050);
    CHECK(read.states(1, "to"));
    CHECK(std::holds_alternative<std::monostate>(read.value(1, "to")));
    CHECK_FALSE(read.states(1, "break_from"));
    CHECK(std::get<core::Names>(read.value(2, "name")) == core::Names{{"", "North"}});
    CHECK(std::get<double>(read.value(3, "lon")) == 8.6);
    CHECK(std::get<double>(read.value(3, "lat")) == 49.5);
    CHECK_FALSE(read.states(3, "point"));
    CHECK(std::get<double>(read.value(3, "heading")) == 0.0);
    CHECK(std::get<core::Names>(read.value(4, "name")) ==
          core::Names{{"", "Bakery"}, {"de", "Bäckerei \"Ä\""}});
    CHECK(read.text(4, "units") == "G-01@G;G-02@G");
    CHECK(read.rows[4].partial == 0);
    CHECK(read.files[read.rows[4].file].ends_with("stores.food.csv"));
}

TEST_CASE(
    "different faults of a CSV file are findings with their places, and rows that are handed over whole") {
    const auto read = read_files({{"stores.csv",
                                   "slug,name,colour,hours,units,website,tenant\n"  // unknown column
                                   "bakery,Bakery,,Mo-Fr 10:00-20:00; XX off,,,\n"  // hours, inside the cell
                                   "bakery,Again,,,,,\n"                            // good, a suspect below
                                   "Shoe Shop,Shoes,,,,,\n"                         // no slug
                                   "books,Books,,,,\n"                              // a cell missing
                                   "toys,\"Toys\"!,,,,,\n"                          // text after a quote
                                   "caf\xE9,x,,,,,\n"                               // not UTF-8
                                   "wine,,,,,javascript:alert(1),\n"   // no name, and no web address
                                   "multi,\"two\nlines\",,,U1;U1,,\n"  // a unit twice
                                   "bakery,Bakery,,,,,\n"              // good, and there before
                                   "long," +
                                       std::string(201, 'x') +
                                       ",,,,,\n"
                                       "late,\"never closed,,,,,\n"}});
    CHECK(read.findings == Strings{"stores.csv:1:11 M002", "stores.csv:2:35 M003", "stores.csv:4:1 M003",
                                   "stores.csv:5:16 M007", "stores.csv:6:12 M006", "stores.csv:7:4 M008",
                                   "stores.csv:8:6 M003", "stores.csv:8:10 M003", "stores.csv:10:13 M003",
                                   "stores.csv:12:6 M003", "stores.csv:13:6 M006"});
    CHECK(read.errors == 11);
    CHECK(read.rows.size() == 2);
    CHECK(read.suspects == Strings{"store bakery"});
    REQUIRE(read.rejected.size() == 9);
    const auto& hours = read.rejected[0];
    CHECK(hours.kind == "store");
    CHECK(hours.where.line == 2);
    REQUIRE(hours.fields.size() == 7);
    CHECK(hours.fields[3] == std::pair<std::string, std::string>("hours", "Mo-Fr 10:00-20:00; XX off"));
    CHECK(hours.reasons.at(0).feature == "store bakery");
    CHECK(read.rejected[2].text == "books,Books,,,,");
    CHECK(read.rejected[3].text == "toys,\"Toys\"!,,,,,");
    CHECK(read.rejected[5].reasons.size() == 2);
    CHECK(read.rejected[6].fields[1].second == "two\nlines");
    CHECK(read.rejected[8].text == "late,\"never closed,,,,,");
}

TEST_CASE("columns count characters, in CSV, YAML and JSON") {
    CHECK(read_text("slug,name,hours\nä,Bäckerei,x\n", "store").findings ==
          Strings{"-:2:1 M003", "-:2:12 M003"});
    CHECK(read_text("{kind: store, slug: a, name: Bäckerei, hours: x}\n").findings == Strings{"-:1:47 M003"});
    CHECK(read_text("{\"kind\": \"store\", \"name\": \"Bäckerei\", \"slug\": \"ä\"}\n").findings ==
          Strings{"-:1:48 M003"});
}

TEST_CASE("an unknown key names the closest known one") {
    const auto read = read_text(
        "kind: store\nslug: a\nname: A\nhuors: 24/7\nname: B\n---\nkind: stor\n---\nslug: x\n---\n- 1\n");
    CHECK(read.findings == Strings{"-:4:1 M002", "-:5:1 M002", "-:7:7 M001", "-:9:1 M001", "-:11:3 M006"});
    CHECK(read.diagnostics[0].advice == "did you mean \"hours\"?");
    CHECK(read.diagnostics[2].advice == "did you mean \"store\"?");
    REQUIRE(read.rejected.size() == 4);
    CHECK(read.rejected[0].fields.size() == 4);
    CHECK(read.rejected[1].fields.at(0).second == "stor");
}

TEST_CASE("absent, empty and null are told apart") {
    const auto read = read_text("kind: store\nslug: a\nhours: \"\"\nphone: null\ntags: []\nname:\n  de: Ä\n");
    REQUIRE(read.findings == Strings{});
    for (const char* field : {"hours", "phone", "tags"}) {
        CHECK(read.states(0, field));
        CHECK(std::holds_alternative<std::monostate>(read.value(0, field)));
    }
    CHECK_FALSE(read.states(0, "website"));
    CHECK(read_text("kind: store\nslug: a\nname: null\n").findings == Strings{"-:3:7 M003"});
    CHECK(read_text("kind: store\nslug: null\n").findings == Strings{"-:2:7 M003"});
    CHECK(read_text("kind: store\nname: A\n").findings == Strings{"-:1:1 M010"});
    CHECK(read_text("kind: location\nslug: a\nlon: null\n").findings == Strings{"-:3:6 M003"});
    CHECK(read_text("kind: location\nslug: a\nlon: 8\npoint: [8, 49]\n").findings == Strings{"-:4:8 M002"});
}

TEST_CASE("a row does not keep what the row before it stated") {
    const auto read =
        read_text("slug,name:de,name:en,tags,price\na,Ä,A,x;y;z,1.50\nb,,B,,\nc,C,,x,2\n", "product");
    REQUIRE(read.findings == Strings{});
    CHECK(std::get<core::Names>(read.value(1, "name")) == core::Names{{"de", ""}, {"en", "B"}});
    CHECK(read.rows[1].partial == std::uint64_t{1} << 1);
    CHECK(std::holds_alternative<std::monostate>(read.value(1, "tags")));
    CHECK(std::holds_alternative<std::monostate>(read.value(1, "price")));
    CHECK(read.text(2, "tags") == "x");
    const auto mixed = read_text(
        "kind: store\nslug: a\nname: {de: D, en: E}\nphone: 1\n---\nkind: store\nslug: b\nname: N\n---\n"
        "kind: tenant\nslug: c\nname: {fr: F}\n");
    CHECK(std::get<core::Names>(mixed.value(1, "name")) == core::Names{{"", "N"}});
    CHECK_FALSE(mixed.states(1, "phone"));
    CHECK(std::get<core::Names>(mixed.value(2, "name")) == core::Names{{"fr", "F"}});
}

TEST_CASE("places of fields are told from the line of their row") {
    const auto csv = read_text("slug,name,phone\na,\"two\nlines\",1\n", "store");
    const auto& row = csv.rows.at(0);
    CHECK(row.line == 2);
    CHECK(row.column == 1);
    const auto phone = catalog::field_index(*row.kind, "phone");
    CHECK(row.places[phone].line == 1);
    CHECK(row.places[phone].column == 8);
    const auto yaml = read_text("---\n# a shop\nkind: store\nslug: a\nphone:  1\n");
    CHECK(yaml.rows.at(0).line == 3);
    CHECK(yaml.rows[0].places[phone].line == 2);
    CHECK(yaml.rows[0].places[phone].column == 9);
}

TEST_CASE("a row says what it was called before") {
    CHECK(read_text("slug,was,name\nnew,old,A\nplain,,B\n", "store").rows.at(0).was == "old");
    const auto read = read_text(
        "kind: offer\nslug: new\nwas: old\n---\nkind: offer\nslug: same\nwas: same\n"
        "---\nkind: offer\nwas: Old One\nslug: x\n---\nkind: offer\nslug: y\nwas: [a]\n");
    CHECK(read.rows.at(0).was == "old");
    CHECK(read.findings == Strings{"-:7:6 M016", "-:10:6 M003", "-:15:6 M003"});
    CHECK(read.diagnostics[1].advice == "did you mean \"old-one\"?");
    CHECK(read_text("slug,was,name\na,a,A\n", "store").findings == Strings{"-:2:3 M016"});
}

TEST_CASE("amounts and times need the mall's currency and time zone, of its document or of the database") {
    const std::string offer = "kind: offer\nslug: a\nprice: 1.50\nfrom: 2026-03-02 08:00\n";
    const std::string mall = "kind: mall\nslug: m\nname: M\ntime_zone: Asia/Tokyo\ncurrency: JPY\n---\n";
    CHECK(read_text(offer).findings == Strings{});
    CHECK(read_text(offer, {}, {}).findings == Strings{"-:3:8 M017", "-:4:7 M017"});
    CHECK(read_text(mall + offer, {}, {}).findings == Strings{"-:9:8 M003"});
    CHECK(read_text(mall + offer).findings ==
          Strings{"-:9:8 M003"});  // the document comes before what is stored
    const auto yen = read_text(mall + "kind: offer\nslug: a\nprice: 150\nfrom: 2026-03-02 08:00\n", {}, {});
    CHECK(yen.findings == Strings{});
    CHECK(std::get<std::int64_t>(yen.value(1, "price")) == 150);
    CHECK(core::format_instant(std::get<core::Instant>(yen.value(1, "from"))) == "2026-03-01T23:00:00Z");
    const std::string offset = "kind: offer\nslug: a\nfrom: 2026-03-02T08:00:00+01:00\n";
    CHECK(read_text(offset, {}, {}).findings == Strings{});
    CHECK(read_text("kind: offer\nslug: a\nfrom: tomorrow\n", {}, {}).findings == Strings{"-:3:7 M003"});
    CHECK(read_text("kind: lease\nslug: a\nturnover_rent: [\"0:4\"]\n", {}, {}).findings ==
          Strings{"-:3:18 M017"});
}

TEST_CASE("the mall document can be looked at before any other row is read") {
    const test::TemporaryDirectory dir;
    std::ofstream(dir.path() / "a_first.csv") << "slug\n";
    std::ofstream(dir.path() / "mall.yaml") << "kind: mall\nslug: m\nname: M\nhours: never\ncurrency: EUR\n";
    std::ofstream(dir.path() / "products.csv") << "slug,price\na,1.50\n";
    std::istringstream nothing;
    catalog::ManifestReader reader({dir.path() / "products.csv", dir.path() / "mall.yaml"}, nothing, {});
    REQUIRE(reader.mall() != nullptr);
    CHECK(reader.mall()->key() == "m");  // though a fault keeps it from being yielded
    CHECK(reader.settings().currency == "EUR");
    reader.assume({"USD", "Europe/Berlin"});
    CHECK(reader.settings().currency == "EUR");
    CHECK(reader.settings().time_zone == "Europe/Berlin");
    Row row;
    REQUIRE(reader.next(row));
    CHECK(row.kind->name == "product");
    CHECK_FALSE(reader.next(row));
    CHECK(reader.rows() == 1);
    CHECK(reader.rejected() == 1);
    CHECK(reader.errors() == 1);
}

TEST_CASE("files of an unknown kind and second malls are findings") {
    CHECK(read_files({{"shops.csv", "slug\na\n"}}).findings == Strings{"shops.csv:0:0 M001"});
    CHECK(read_files({{"storse.csv", "slug\na\n"}}).diagnostics.at(0).advice == "did you mean \"stores\"?");
    const auto read = read_files({{"a.yaml", "kind: mall\nslug: a\n"}, {"b.yaml", "kind: mall\nslug: b\n"}});
    CHECK(read.findings == Strings{"b.yaml:1:1 M004"});
    CHECK(read.rows.size() == 1);
}

TEST_CASE("a source of another folder is read after the files, and a table in its place") {
    class TwoRows : public catalog::RawRowSource {
      public:
        explicit TwoRows(catalog::Findings& findings) : findings_(findings) {}
        bool next(catalog::RawRow& row) override {
            if (count_ == 2) return false;
            row.kind = "store";
            row.where = {"book.xlsx", ++count_ + 1, 1};
            row.fields.clear();
            const auto add = [&row](const char* name, const char* locale, const char* text) {
                catalog::RawField field{name, locale, {}, 1, 1};
                field.value.shape = catalog::RawValue::Shape::text;
                field.value.text = text;
                field.value.cell = true;
                field.value.line = row.where.line;
                field.value.column = 3;
                row.fields.push_back(field);
            };
            add("slug", "", count_ == 1 ? "a" : "b");
            add("name", "de", "Ä");
            add("name", "en", "A");
            add("units", "", count_ == 1 ? "G-01;G-02" : "G-01;G-01");
            if (count_ == 2) findings_.error("M006", {"book.xlsx", 9, 1}, "a sheet without a heading");
            return true;
        }

      private:
        catalog::Findings& findings_;
        int count_ = 0;
    };
    const test::TemporaryDirectory dir;
    std::ofstream(dir.path() / "a.xlsx") << "x";
    std::ofstream(dir.path() / "tenants.csv") << "slug,name\nacme,Acme\n";
    std::istringstream nothing;
    catalog::ManifestOptions options;
    options.open_table = [](const std::filesystem::path& file, const catalog::Kind*,
                            catalog::Findings& findings) {
        CHECK(file.filename() == "a.xlsx");
        return std::make_unique<TwoRows>(findings);
    };
    catalog::ManifestReader reader({dir.path()}, nothing, options);
    reader.add(std::make_unique<TwoRows>(reader.sink()));
    test::ReadRows read;
    read = test::drain(reader, read, "/");
    REQUIRE(read.rows.size() == 3);
    CHECK(read.rows[0].key() == "a");
    CHECK(read.text(0, "units") == "G-01;G-02");
    CHECK(std::get<core::Names>(read.value(0, "name")) == core::Names{{"de", "Ä"}, {"en", "A"}});
    CHECK(read.rows[0].partial == 2);
    CHECK(read.rows[1].key() == "acme");
    CHECK(read.findings ==
          Strings{"book.xlsx:3:8 M003", "book.xlsx:3:8 M003", "book.xlsx:9:1 M006", "book.xlsx:9:1 M006"});
}

TEST_CASE("findings are counted beyond the thousandth, and so are suspects") {
    std::string rows = "slug,hours\n";
    for (int i = 0; i < 1500; ++i) rows += "s" + std::to_string(i) + ",never\n";
    const auto read = read_text(rows, "store");
    REQUIRE(read.diagnostics.size() == 1001);
    CHECK(read.diagnostics.back().message == "500 more findings are left out");
    CHECK(read.errors == 1500);
    CHECK(read.rejected.size() == 1500);
    std::string twice = "slug\n";
    for (int i = 0; i < 2500; ++i) twice += "s" + std::to_string(i % 1000) + "\n";
    std::istringstream in(twice);
    catalog::ManifestOptions options;
    options.kind = "store";
    catalog::ManifestReader reader({"-"}, in, options);
    Row row;
    while (reader.next(row)) {
    }
    CHECK(reader.rows() == 2500);
    CHECK(reader.suspected_duplicates().size() == 1000);
    CHECK_FALSE(reader.suspects_are_complete());
}

TEST_CASE("what does not exist is an error, not a finding") {
    std::istringstream in;
    CHECK_THROWS_AS(catalog::ManifestReader({"/nonexistent"}, in, {}), core::Error);
    catalog::ManifestOptions options;
    options.kind = "shop";
    CHECK_THROWS_AS(catalog::ManifestReader({"-"}, in, options), core::Error);
    CHECK(read_text("").findings == Strings{});
    CHECK(read_text("", "store").findings == Strings{});
}
