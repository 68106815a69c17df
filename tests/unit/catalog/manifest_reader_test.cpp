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
