// `mallctl build` floor by floor: the same bytes whatever was built before and on however many cores.
#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/cli/workbench.hpp"

using namespace mallctl::test;
using Json = nlohmann::json;
namespace fs = std::filesystem;

namespace {

class BuiltMall {
  public:
    BuiltMall() {
        done({"import", (source_dir() / "samples/riverside/plan").string(), "--mall", "riverside", "--create",
              "--time-zone", "Europe/Berlin", "--currency", "EUR", "--no-build"});
    }

    std::string done(std::vector<std::string> arguments) const {
        const RunResult result = bench_.run(std::move(arguments));
        INFO(result.err);
        REQUIRE(result.exit_code == 0);
        return result.out;
    }

    Json build(const std::string& jobs) const {
        return Json::parse(done({"build", "nav", "--mall", "riverside", "-j", jobs, "--format", "json"}))
            .at(0);
    }

    void change_a_unit() const {
        done({"set", "unit", "1-03@1", "category=office", "--mall", "riverside", "--no-build"});
    }

    const Workbench& bench() const { return bench_; }

  private:
    Workbench bench_;
};

}  // namespace

TEST_CASE("only the floors that changed are built, and the bytes are those of a build from nothing") {
    const BuiltMall mall;
    const Json first = mall.build("2");
    CHECK(first.at("floors_built") == 3);
    CHECK(first.at("floors_reused") == 0);
    CHECK(mall.build("1").at("rebuilt") == false);
    mall.change_a_unit();
    const Json second = mall.build("1");
    CHECK(second.at("floors_built") == 1);
    CHECK(second.at("floors_reused") == 2);
    CHECK(second.at("sha256") != first.at("sha256"));

    const BuiltMall other;
    other.change_a_unit();
    const Json anew = other.build("3");
    CHECK(anew.at("floors_built") == 3);
    CHECK(anew.at("sha256") == second.at("sha256"));
}

TEST_CASE("where routes to stores end is built into the graph, and the verb that changes it builds it") {
    const BuiltMall mall;
    const Json inside = mall.build("0");
    const auto set = [&](const std::string& where) {
        return Json::parse(
            mall.done({"set", "mall", "riverside", "store_routes=" + where, "--format", "json"}));
    };
    CHECK(set("door").at("artifacts").at("nav") == "built");
    const Json door = mall.build("0");
    CHECK(door.at("rebuilt") == false);
    CHECK(door.at("sha256") != inside.at("sha256"));
    set("inside");
    CHECK(mall.build("0").at("sha256") == inside.at("sha256"));
    mall.done({"set", "mall", "riverside", "store_routes=door", "--no-build"});
    CHECK(mall.bench()
              .run({"route", "unit:G-01@G", "unit:G-02@G", "--mall", "riverside", "--require-fresh"})
              .exit_code == 5);
}

TEST_CASE("the graph is read from a file beside the database, which is mended where it is damaged") {
    const BuiltMall mall;
    const std::string sha256 = mall.build("0").at("sha256");
    const fs::path data = mall.bench().path("data");
    fs::create_directory(data);
    const std::vector<std::string> route{"route",     "unit:G-01@G", "unit:2-07@2", "--mall",
                                         "riverside", "--data-dir",  data.string()};
    const std::string answer = mall.done(route);
    const fs::path file = data / "artifacts" / (sha256 + ".nav");
    REQUIRE(fs::is_regular_file(file));
    const auto written = fs::last_write_time(file);
    CHECK(mall.done(route) == answer);
    CHECK(fs::last_write_time(file) == written);

    std::string bytes = read_file(file);
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    write_file(file, bytes);
    CHECK(mall.done(route) == answer);
    CHECK(read_file(file) != bytes);
    mall.change_a_unit();
    const std::string next = mall.build("0").at("sha256");
    mall.done(route);
    CHECK_FALSE(fs::exists(file));
    CHECK(fs::exists(data / "artifacts" / (next + ".nav")));
}
