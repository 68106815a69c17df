// What is uploaded: hostile plans, names of files, and rows of the catalog.
#include <catch2/catch.hpp>

#include "tests/server/import_node.hpp"

using namespace mallctl;
using namespace mallctl::test::imports;
using test::WritingApi;

TEST_CASE("bombs, and archives that step out of themselves, are refused, and the server goes on") {
    WritingApi api;
    Node node(api);
    const std::string billion_laughs =
        "<?xml version=\"1.0\"?>\n<!DOCTYPE osm [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
        "\"&a;&a;&a;&a;&a;&a;&a;\">"
        "]>\n<osm version=\"0.6\"><node id=\"1\" lat=\"1\" lon=\"1\"><tag k=\"name\" "
        "v=\"&b;\"/></node></osm>";
    const std::string bomb = zip_of({{"unit.geojson", std::string(std::size_t{32} << 20, '0')}});
    REQUIRE(bomb.size() < 100'000);
    const std::string deep = "{\"type\":\"FeatureCollection\",\"features\":" + std::string(100'000, '[');
    const std::string manifest =
        R"({"version":"2.0","directoryInfo":{"name":"x"},"buildingLevels":{"levels":[{"levelName":"G",)"
        R"("ordinal":0,"filename":"../../../../../../etc/passwd"}]},"georeference":{"lat":1,"lon":1,"angle":0},)"
        R"("dwgLayers":{"exterior":["A"],"unit":["B"]}})";
    const std::vector<std::pair<std::string, std::string>> hostile{
        {"a zip bomb", bomb},
        {"a path in a zip", zip_of({{"../../../tmp/evil.geojson", "{}"}})},
        {"an absolute path in a zip", zip_of({{"/etc/cron.d/evil", "x"}})},
        {"entities", billion_laughs},
        {"a depth bomb", deep},
        {"a manifest that names a path", manifest},
        {"a zip that is cut", imdf_zip().substr(0, 900)},
        {"a GDAL virtual file",
         "<OGRVRTDataSource><OGRVRTLayer name=\"x\"><SrcDataSource>/etc/passwd"
         "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"}};
    for (const auto& [what, bytes] : hostile) {
        INFO(what);
        const Json import = node.settled(node.upload(bytes));
        INFO(import.dump(1));
        CHECK(import.at("state") == "refused");
        CHECK(import.dump().find("root:") == std::string::npos);
    }
    CHECK(fs::is_empty(node.spool));
    CHECK(node.settled(node.upload(imdf_zip())).at("state") == "checked");
}

TEST_CASE("names of uploaded files are names, and a form holds files only") {
    WritingApi api;
    Node node(api);
    for (const char* name : {"../evil", "/etc/passwd", ".hidden", "a\\b", "C:evil", "a|b"}) {
        INFO(name);
        CHECK(node.ask("POST", "", form_of({{name, "{}"}}), as_form).status >= 400);
    }
    CHECK(node.ask("POST", "?name=..%2Fevil", "{}", as_bytes).problem() == "invalid-body");
    CHECK(node.ask("POST", "", form_of({{"a", "1"}, {"a", "2"}}), as_form).problem() == "invalid-body");
    CHECK(node.ask("POST", "", "", as_bytes).problem() == "invalid-body");
    CHECK(node.ask("POST", "", "--edge\r\nno form", as_form).problem() == "bad-form");
    CHECK(node.ask("POST", "?repair=everything", "{}", as_bytes).problem() == "bad-request");
    CHECK(node.ask("GET", "?after=7").problem() == "bad-request");
    CHECK(api.query("select count(*)::text from mallctl.staged_import") == "0");
}

TEST_CASE("rows of the catalog are uploaded, checked and applied as files are") {
    WritingApi api;
    Node node(api);
    const Files files{{"stores.csv", "slug,name:en,tenant\nbakery,Bakery,acme\ncandles,Candles,other\n"},
                      {"locations.yaml",
                       "kind: location\nslug: south\nname: South\nlocation_kind: entrance\n"
                       "level: G\nlon: 8.5\nlat: 49.4\n"}};
    const std::string before = version_of(api);
    const std::string id = node.upload(form_of(files), as_form, "?content=rows");
    const Json checked = node.settled(id);
    INFO(checked.dump(1));
    REQUIRE(checked.at("state") == "checked");
    CHECK(checked.at("by_kind").at("store").at("added") == 1);
    CHECK(checked.at("by_kind").at("location").at("added") == 1);
    CHECK(version_of(api) == before);
    CHECK(node.ask("POST", "/" + id + "/apply").status == 202);
    const Json applied = node.settled(id);
    INFO(applied.dump(1));
    REQUIRE(applied.at("state") == "applied");
    CHECK(applied.at("version") == std::stoi(before) + 1);
    CHECK(api.query("select count(*)::text from mallctl.store where slug = 'candles'") == "1");
    CHECK(api.query("select author from mallctl.version order by number desc limit 1") == "Anna Meyer");
}

TEST_CASE("what is wrong with uploaded rows is told by file, line and column, and no other mall is written") {
    WritingApi api;
    Node node(api);
    const auto refused = [&](const std::string& name, const std::string& text) {
        const Json import = node.settled(node.upload(form_of({{name, text}}), as_form, "?content=rows"));
        INFO(import.dump(1));
        CHECK(import.at("state") == "refused");
        CHECK(import.dump().find(node.spool.string()) == std::string::npos);
        return import;
    };
    const Json csv = refused("stores.csv", "slug,name:en,tenant\nkiosk,Kiosk,nobody\n,None,acme\n");
    REQUIRE(csv.at("diagnostics").size() >= 1);
    CHECK(csv.at("diagnostics")[0].at("file") == "stores.csv");
    CHECK(csv.at("diagnostics")[0].at("line") >= 2);
    refused("mall.yaml", "kind: mall\nslug: plaza\nname: Taken\ntime_zone: Europe/Berlin\ncurrency: EUR\n");
    // A mall's own fields are for who may change malls.
    refused("mall.yaml", "kind: mall\nslug: arcade\nname: Mine\ntime_zone: Europe/Berlin\ncurrency: EUR\n");
    CHECK(api.query("select name::text from mallctl.mall").find("Arcade") != std::string::npos);
    // What a person has changed is not written over, unless that is asked for.
    REQUIRE(api.mall("PATCH", "/stores/bakery", R"({"phone": "1"})").status == 200);
    const std::string text = "slug,phone\nbakery,2\n";
    refused("stores.csv", text);
    const std::string forced =
        node.upload(form_of({{"stores.csv", text}}), as_form, "?content=rows&force_conflicts=true");
    CHECK(node.settled(forced).at("state") == "checked");
}
