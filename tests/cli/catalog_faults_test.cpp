// Tables with every fault that people make, and files that mean harm: all of it is told with its place,
// nothing is written.
#include <catch2/catch.hpp>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "tests/cli/workbench.hpp"

using namespace mallctl;
using nlohmann::json;
using test::Workbench;

namespace {

constexpr const char* mall_yaml =
    "kind: mall\nslug: arcade\nname: Arcade\ntime_zone: Europe/Berlin\ncurrency: EUR\n";

void set_up(const Workbench& bench) {
    bench.write("mall.yaml", mall_yaml);
    bench.write("tenants.csv", "slug,name\nacme,Acme\n");
    bench.write("stores.csv", "slug,name,tenant\nbakery,Bakery,acme\n");
    bench.write("leases.csv",
                "slug,tenant,store,units,from,to,base_rent\n"
                "l-1,acme,bakery,G-01@G,2025-01-01,2027-01-01,1000.00\n");
    const auto applied = bench.run({"apply", "."});
    INFO(applied.err);
    REQUIRE(applied.exit_code == 0);
}

std::string everything(const Workbench& bench) {
    std::string all;
    for (const char* kind : {"mall", "tenant", "store", "lease", "offer"}) {
        all += bench.run({"get", kind, "--mall", "arcade", "--format", "csv"}).out;
    }
    return all + bench.run({"history", "--mall", "arcade", "--format", "csv"}).out;
}

// "FILE:LINE:COLUMN CODE" of the findings of a failure in JSON.
std::set<std::string> places(const std::string& err) {
    std::set<std::string> found;
    const auto failure = json::parse(err.substr(err.find('{')));
    for (const auto& finding : failure.at("error").at("diagnostics")) {
        const std::string file = std::filesystem::path(finding.at("file").get<std::string>()).filename();
        found.insert(file + ":" + std::to_string(finding.at("line").get<int>()) + ":" +
                     std::to_string(finding.value("column", 0)) + " " +
                     finding.at("code").get<std::string>());
    }
    return found;
}

}  // namespace

TEST_CASE("twelve different faults are twelve findings with file, line and column, and nothing is written") {
    const Workbench bench;
    set_up(bench);
    const std::string before = everything(bench);
    bench.write("new/stores.csv",
                "slug,name,tenant,hours,floor\n"          // 1: an unknown column
                "kiosk,Kiosk,acme,Mo-Sa 10:00-20:00,G\n"  //
                "kiosk,Kiosk again,acme,,G\n"             // 2: a slug used twice
                "florist,Florist,nobody,,G\n"             // 3: a reference to nothing
                "caf\xe9,Coffee,acme,,G\n"                // 4: not UTF-8
                "long," +
                    std::string(201, 'x') +
                    ",acme,,G\n"                              // 5: a name too long
                    "shoes,Shoes,acme,Mo-Sa 10:00-25:61,G\n"  // 6: hours that are none
                    "books,Books,acme\n"                      // 7: cells are missing
                    "music,\"Music,acme,,G\n");               // 8: a quote that is never closed
    bench.write("new/leases.csv",
                "slug,tenant,units,from,to,base_rent\n"
                "l-2,acme,G-02@G,2026-02-30,,10.00\n"            // 9: no day of the calendar
                "l-3,acme,G-01@G,2026-01-01,2028-01-01,10.00\n"  // 10: the unit is let
                "l-4,acme,G-03@G,2026-01-01,,-5.00\n"            // 11: a negative amount
                "l-5,acme,G-04@G,2026-01-01,,10.00 USD\n");      // 12: another currency
    const auto refused = bench.run({"apply", "new", "--mall", "arcade", "--format", "json", "-q"});
    INFO(refused.err);
    CHECK(refused.exit_code == 3);
    CHECK(refused.out.empty());
    CHECK(places(refused.err) ==
          std::set<std::string>{"stores.csv:1:24 M002", "stores.csv:3:1 M004", "stores.csv:4:17 M005",
                                "stores.csv:5:4 M008", "stores.csv:6:6 M003", "stores.csv:7:33 M003",
                                "stores.csv:8:13 M007", "stores.csv:9:7 M006", "leases.csv:2:17 M003",
                                "leases.csv:3:10 M012", "leases.csv:4:29 M003", "leases.csv:5:29 M003"});
    CHECK_THAT(refused.err, Catch::Contains("USD"));
    CHECK(everything(bench) == before);
}

TEST_CASE("a cell that begins with = is text, and comes back from a manifest as it was") {
    const Workbench bench;
    set_up(bench);
    const std::string table = "slug,name\nformula,\"=HYPERLINK(\"\"http://x.example\"\",\"\"y\"\")\"\n";
    const auto applied = bench.run({"apply", "-", "--kind", "store", "--mall", "arcade"}, table);
    INFO(applied.err);
    REQUIRE(applied.exit_code == 0);
    const auto printed = bench.run(
        {"get", "store", "formula", "--fields", "slug,name", "--mall", "arcade", "--format", "csv"});
    CHECK(printed.out == table);
}

TEST_CASE("alias bombs and endless lines are refused in bounded memory") {
    const Workbench bench;
    set_up(bench);
    const std::string before = everything(bench);
    std::string bomb = "kind: store\nslug: bomb\nname: &a0 {en: xxxxxxxxxx}\n";
    for (int i = 1; i < 40; ++i) {
        bomb += "t" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
        for (int k = 0; k < 10; ++k) bomb += (k == 0 ? "*a" : ",*a") + std::to_string(i - 1);
        bomb += "]\n";
    }
    bench.write("bomb.yaml", bomb);
    const std::string line(100'000'000, 'x');
    bench.write("line.csv", "slug,name\na," + line + "\n");
    bench.write("line.yaml", "kind: store\nslug: a\nname: " + line + "\n");
    bench.write("line.jsonl", "{\"kind\": \"store\", \"slug\": \"a\", \"name\": \"" + line + "\"}\n");
    for (const char* file : {"bomb.yaml", "line.csv", "line.yaml", "line.jsonl"}) {
        INFO(file);
        // ulimit -v counts libraries too: what is refused must not need a multiple of the file.
        auto options = bench.options();
        const auto refused =
            test::run({"bash", "-c", "ulimit -v 1500000; exec \"$0\" \"$@\"", test::mallctl_binary().string(),
                       "apply", file, "--kind", "store", "--mall", "arcade"},
                      options);
        INFO(refused.err.substr(0, 500));
        CHECK(refused.exit_code == 3);
        CHECK(refused.err.size() < 2000);
        CHECK(refused.err.find(file) != std::string::npos);
    }
    CHECK(everything(bench) == before);
}

TEST_CASE(
    "a row that has a bad value is checked against the others all the same, and what refers to it is not "
    "blamed") {
    const Workbench bench;
    set_up(bench);
    const std::string before = everything(bench);
    bench.write("new/locations.csv",
                "slug,name,location_kind,level,point\n"
                "gate,Gate,door,G,8.5;49.4\n"  // a kind that is none
                "kiosk,,qr,G,8.5;95\n");       // no name, no place on earth
    bench.write("new/stores.csv",
                "slug,name,tenant,hours\n"
                "kiosk,Kiosk,nobody,Mo-Sa 10:00-25:61\n"  // hours that are none, and a reference to nothing
                "kiosk,Kiosk again,acme,\n"               // its slug again
                "florist,,florists,\n"                    // no name, and a reference to nothing
                "books,Books,acme,\n");
    bench.write("new/products.csv",
                "slug,name,store,stock,price\n"
                "roses,Roses,florist,5,1.00\n"     // of a store that is refused: nothing is wrong here
                "tulips,Tulips,nowhere,-5,1.00\n"  // both wrong
                "novel,Novel,books,5,1.00\n");
    bench.write("new/leases.csv",
                "slug,tenant,units,from,to,base_rent\n"
                "l-2,acme,G-01@G,2026-01-01,,-5.00\n"           // a negative amount, and the unit is let
                "l-3,acme,G-01@G,2026-02-30,,5.00\n"            // no day, so nothing is known of the term
                "l-4,acme,G-01@G,2026-02-01,2026-13-01,5.00\n"  // nor of this one
                "l-5,acme,G-05@G,2026-02-01,2026-01-01,x\n");   // no amount, and it ends before it begins
    bench.write("new/offers.csv",
                "slug,name,audience,discount\n"
                "near,Near,near:50m:gate,5\n"       // near a location that is refused
                "far,Far,near:50m:nowhere,105\n");  // both wrong
    bench.write("new/closures.csv",
                "slug,reason,unit,connector\n"
                "lift,Lift," +
                    std::string(201, 'x') + ",\n");  // too long; not also that nothing is closed
    const std::set<std::string> expected = {
        "locations.csv:2:11 M003", "locations.csv:3:7 M003", "locations.csv:3:17 M003",
        "stores.csv:2:13 M005",    "stores.csv:2:35 M003",   "stores.csv:3:1 M004",
        "stores.csv:4:9 M003",     "stores.csv:4:10 M005",   "products.csv:3:15 M005",
        "products.csv:3:23 M003",  "leases.csv:2:10 M012",   "leases.csv:2:29 M003",
        "leases.csv:3:17 M003",    "leases.csv:4:28 M003",   "leases.csv:5:28 M003",
        "leases.csv:5:39 M003",    "offers.csv:3:9 M060",    "offers.csv:3:26 M003",
        "closures.csv:2:11 M003"};
    const auto refused = bench.run({"apply", "new", "--mall", "arcade", "--format", "json", "-q"});
    INFO(refused.err);
    CHECK(refused.exit_code == 3);
    CHECK(places(refused.err) == expected);
    CHECK(everything(bench) == before);
}

TEST_CASE("with rejects, rows that refer to refused ones are refused too, with all reasons of each") {
    const Workbench bench;
    set_up(bench);
    bench.write("new/locations.csv", "slug,name,location_kind,level,point\ngate,Gate,door,G,8.5;49.4\n");
    bench.write("new/stores.csv",
                "slug,name:de,name:en,tenant,hours,tags\n"
                "kiosk,Bude,Kiosk,nobody,Mo-Sa 10:00-25:61,a;b\nbooks,,Books,acme,,\n");
    bench.write("new/products.csv", "slug,name,store\nroses,Roses,kiosk\nnovel,Novel,books\n");
    bench.write("new/offers.csv",
                "slug,name,store,product,audience\n"
                "near,Near,books,,near:50m:gate\nred,Red,,roses,\ncheap,Cheap,books,novel,\n");
    const auto applied = bench.run({"apply", "new", "--mall", "arcade", "--rejects", "bad.jsonl", "-q"});
    INFO(applied.err);
    CHECK(applied.exit_code == 3);
    std::map<std::string, json> rejects;
    std::istringstream lines(test::read_file(bench.path("bad.jsonl")));
    for (std::string line; std::getline(lines, line);) {
        const json row = json::parse(line);
        rejects[row.at("slug")] = row;
    }
    CHECK(rejects.size() == 5);
    const auto reason = [&](const char* slug) {
        return rejects.at(slug).at("reject_reason").get<std::string>();
    };
    CHECK(rejects.at("kiosk").at("reject_code") == "M003");
    CHECK_THAT(reason("kiosk"),
               Catch::Contains("bad hours") && Catch::Contains("there is no tenant \"nobody\""));
    CHECK_THAT(reason("roses"), Catch::Contains("the store \"kiosk\" is refused itself"));
    CHECK_THAT(reason("red"), Catch::Contains("the product \"roses\" is refused itself"));
    CHECK_THAT(reason("near"), Catch::Contains("location \"gate\", which is refused itself"));
    CHECK_THAT(reason("gate"), Catch::Contains("location_kind"));
    for (const char* good : {"books", "novel", "cheap"}) {
        const std::string kind = good == std::string("books")   ? "store"
                                 : good == std::string("novel") ? "product"
                                                                : "offer";
        CHECK(bench.run({"get", kind, good, "--mall", "arcade"}).exit_code == 0);
    }

    // Mended, what was refused can be applied as it stands.
    std::string mended;
    for (auto& [slug, row] : rejects) {
        if (slug == "kiosk") row["hours"] = "24/7", row["tenant"] = "acme";
        if (slug == "gate") row["location_kind"] = "entrance";
        mended += row.dump() + "\n";
    }
    bench.write("mended.jsonl", mended);
    const auto again = bench.run({"apply", "mended.jsonl", "--mall", "arcade"});
    INFO(again.err);
    CHECK(again.exit_code == 0);
    CHECK(bench.run({"get", "store", "kiosk", "--fields", "name,tags", "--mall", "arcade", "--format", "csv"})
              .out == "name:de,name:en,tags\nBude,Kiosk,a;b\n");
}

TEST_CASE("a command line tells all that is wrong with its row") {
    const Workbench bench;
    set_up(bench);
    const auto refused = bench.run(
        {"create", "store", "kiosk", "name=Kiosk", "tenant=nobody", "hours=never", "--mall", "arcade"});
    INFO(refused.err);
    CHECK(refused.exit_code == 3);
    CHECK_THAT(refused.err, Catch::Contains("M003") && Catch::Contains("M005"));
}
