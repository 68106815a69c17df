// export manifest: the catalog as files, which apply reads back.
#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/database.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/process.hpp"

using namespace mallctl;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

class Office {
  public:
    test::RunResult run(std::vector<std::string> arguments, const test::TestDatabase& database) {
        test::RunOptions options;
        options.environment["MALLCTL_DATABASE"] = database.url();
        options.unset = {"MALLCTL_MALL", "MALLCTL_CONFIG"};
        options.directory = folder_.path();
        return test::run_mallctl(std::move(arguments), options);
    }

    void fill(const test::TestDatabase& database) {
        const auto sample = test::source_dir() / "samples/riverside";
        require({"apply", sample.string(), "-q"}, database);
        require({"import", (sample / "plan").string(), "--mall", "riverside", "-q"}, database);
        require({"set", "unit", "G-01@G", "name=Hall", "name:de=Halle", "--mall", "riverside", "-q"},
                database);
    }

    std::string require(const std::vector<std::string>& arguments, const test::TestDatabase& database) {
        const auto result = run(arguments, database);
        INFO(arguments.front() << ": " << result.err);
        REQUIRE(result.exit_code == 0);
        return result.out;
    }

    // Name to content.
    std::map<std::string, std::string> files(const std::string& directory) const {
        std::map<std::string, std::string> contents;
        for (const auto& entry : fs::directory_iterator(folder_.path() / directory))
            contents[entry.path().filename().string()] = test::read_file(entry.path());
        return contents;
    }

    fs::path path(const std::string& name) const { return folder_.path() / name; }

  private:
    test::TemporaryDirectory folder_;
};

}  // namespace

TEST_CASE("an exported catalog is applied without a change, and makes an empty database the same") {
    Office office;
    const test::TestDatabase first;
    office.fill(first);
    office.require({"export", "manifest", "--mall", "riverside", "-o", "one"}, first);
    const auto one = office.files("one");
    CHECK(one.at("mall.yaml") ==
          "kind: mall\nslug: \"riverside\"\nname:\n  \"de\": \"Riverside\"\n  \"en\": \"Riverside\"\n"
          "time_zone: \"Europe/Berlin\"\ncurrency: \"EUR\"\nlocales: [\"en\", \"de\"]\n"
          "hours: \"Mo-Sa 10:00-20:00; Su 12:00-18:00\"\nholidays: null\nstore_routes: null\n");
    CHECK(one.at("leases.csv")
              .starts_with("slug,tenant,store,units,from,to,break_from,base_rent,turnover_rent\n"
                           "lease-0001,zangolind,bakery,G-01@G,2025-01-01,2055-01-01,2035-01-01,118900.00,"
                           "0.00:4;1000000.00:5.5\n"));
    CHECK(one.at("units.csv") == "unit,ref,category,name,name:de\nG-01@G,G-01,retail,Hall,Halle\n");
    CHECK(one.at("locations.yaml").find("heading: ") != std::string::npos);
    CHECK(one.size() == 14);  // a file a kind

    const auto again = json::parse(office.require({"apply", "one", "--format", "json"}, first));
    for (const char* what : {"added", "updated", "removed"}) CHECK(again.at("changed").at(what) == 0);

    const test::TestDatabase second;
    fs::rename(office.path("one/units.csv"), office.path("units.csv"));
    office.require({"apply", "one"}, second);
    office.require(
        {"import", (test::source_dir() / "samples/riverside/plan").string(), "--mall", "riverside", "-q"},
        second);
    office.require({"apply", "units.csv", "--mall", "riverside"}, second);
    office.require({"export", "manifest", "--mall", "riverside", "-o", "two"}, second);
    CHECK(office.files("two") == one);
}

TEST_CASE("a directory that holds something is only replaced when asked to, and keeps what is no manifest") {
    Office office;
    const test::TestDatabase database;
    office.fill(database);
    office.require({"export", "manifest", "--mall", "riverside", "-o", "d"}, database);
    const auto before = office.files("d");
    std::ofstream(office.path("d/README.md")) << "mine";
    std::ofstream(office.path("d/.hidden.yaml")) << "mine";
    std::ofstream(office.path("d/stores.old.csv")) << "slug\n";
    fs::create_directory(office.path("d/plan"));
    CHECK(office.run({"export", "manifest", "--mall", "riverside", "-o", "d"}, database).exit_code == 2);
    const std::vector<std::string> overwrite = {"export", "manifest", "--mall", "riverside",  "-o",
                                                "d/",     "--format", "csv",    "--overwrite"};
    office.require(overwrite, database);
    for (const char* kept : {"README.md", ".hidden.yaml", "plan", "mall.yaml", "locations.csv"}) {
        INFO(kept);
        CHECK(fs::exists(office.path("d") / kept));
    }
    for (const char* gone : {"locations.yaml", "stores.old.csv"})
        CHECK_FALSE(fs::exists(office.path("d") / gone));
    for (const auto& entry : fs::directory_iterator(office.path(".")))
        CHECK(entry.path().extension() != ".tmp");

    CHECK(office.run({"export", "manifest", "--mall", "riverside"}, database).exit_code == 2);
    CHECK(office.run({"export", "manifest", "--mall", "riverside", "-o", "x", "--format", "json"}, database)
              .exit_code == 2);
    CHECK(office.run({"export", "manifest", "--mall", "riverside", "-o", "-", "--format", "csv"}, database)
              .exit_code == 2);
    CHECK(office.run({"export", "manifest", "--mall", "nowhere", "-o", "x"}, database).exit_code == 1);
    CHECK_FALSE(fs::exists(office.path("x")));
}

TEST_CASE("rows of every kind come back from an export with what is awkward in them") {
    Office office;
    const test::TestDatabase first;
    office.fill(first);
    std::ofstream(office.path("products.csv"))
        << "slug,name,name:de,store,price,stock,tags,description\n"
           "rye,=1+1,\"Roggen \"\"Ä\"\", 1 kg\",bakery,4.20,0,\"a b;c,d;=x\",\"two\nlines\"\n";
    std::ofstream(office.path("more.yaml"))
        << "kind: offer\nslug: twice\nname: '@1'\nstore: bakery\nproduct: rye\nfrom: "
           "2026-10-25T02:30:00+01:00\n"
           "to: 2026-11-01 10:00\naudience: near:50m:north_entrance\ncap: 10\nprice: 3.36\ndiscount: 12.5\n"
           "---\nkind: offer\nslug: draft\nname: {en: Draft}\ndraft: true\n"
           "---\nkind: parking_zone\nslug: p1\nname: P1\nlevel: G\ncapacity: 12\n"
           "area: POLYGON ((13.4 52.52, 13.41 52.52, 13.41 52.531234567890123, 13.4 52.52))\n"
           "---\nkind: closure\nslug: shut\nunit: G-01@G\nreason: {en: 'Works: \"soon\"', de: Umbau}\n"
           "until: 2026-12-01 10:00\n"
           "---\nkind: synonym\nslug: rye\nwords: [rye bread, Roggenbrot, 'pain: de seigle']\n"
           "---\nkind: pin\nslug: bread\nquery: bread\ntargets: [store:bakery, 'location:north_entrance']\n"
           "---\nkind: exclusion\nslug: no_rye\ntarget: product:rye\n"
           "---\nkind: user\nslug: anna\nname: Anna Meyer\nemail: anna@riverside.example\nrole: analyst\n";
    office.require({"apply", "products.csv", "more.yaml", "--mall", "riverside"}, first);
    office.require({"export", "manifest", "--mall", "riverside", "-o", "one"}, first);
    const auto one = office.files("one");
    CHECK(one.size() == 14);
    CHECK(one.at("offers.yaml").find("from: \"2026-10-25T02:30:00+01:00\"\nto: \"2026-11-01 10:00\"") !=
          std::string::npos);
    const auto diff = office.run({"diff", "one"}, first);
    INFO(diff.out << diff.err);
    CHECK(diff.exit_code == 0);

    for (const char* format : {"yaml", "csv"}) {
        INFO(format);
        const std::string folder = std::string("as-") + format;
        office.require({"export", "manifest", "--mall", "riverside", "-o", folder, "--format", format},
                       first);
        CHECK(office.run({"diff", folder}, first).exit_code == 0);
        const test::TestDatabase second;
        fs::remove(office.path(folder + "/units." + format));
        office.require({"apply", folder}, second);
        office.require({"export", "manifest", "--mall", "riverside", "-o", folder + "-2"}, second);
        auto without_units = one;
        without_units.erase("units.csv");
        CHECK(office.files(folder + "-2") == without_units);
    }
}

TEST_CASE("what get prints of every kind, apply reads and finds nothing changed") {
    Office office;
    const test::TestDatabase database;
    office.fill(database);
    for (const char* kind : {"location", "tenant", "store", "lease", "product", "offer", "parking_zone",
                             "closure", "user", "synonym", "pin", "exclusion", "unit"}) {
        for (const char* format : {"yaml", "csv"}) {
            INFO(kind << " as " << format);
            const auto text =
                office.require({"get", kind, "--mall", "riverside", "--format", format}, database);
            test::RunOptions options;
            options.environment["MALLCTL_DATABASE"] = database.url();
            options.input = text;
            const auto applied = test::run_mallctl(
                {"apply", "-", "--kind", kind, "--mall", "riverside", "--format", "json"}, options);
            INFO(applied.err);
            REQUIRE(applied.exit_code == 0);
            CHECK(json::parse(applied.out).at("changed").at("updated") == 0);
        }
    }
}

TEST_CASE("an export to standard output is one YAML stream, which apply reads") {
    Office office;
    const test::TestDatabase database;
    office.fill(database);
    const auto text = office.require({"export", "manifest", "--mall", "riverside", "-o", "-"}, database);
    CHECK(text.starts_with("kind: mall\n"));
    test::RunOptions options;
    options.environment["MALLCTL_DATABASE"] = database.url();
    options.input = text;
    const auto applied = test::run_mallctl({"apply", "-", "--format", "json"}, options);
    INFO(applied.err);
    REQUIRE(applied.exit_code == 0);
    CHECK(json::parse(applied.out).at("changed").at("updated") == 0);
}
