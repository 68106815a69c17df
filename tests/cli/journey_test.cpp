// The main job, end to end, with the built program: real floor plans become malls that answer.
#include <catch2/catch.hpp>
#include <csignal>
#include <nlohmann/json.hpp>

#include "tests/support/database.hpp"
#include "tests/support/http_client.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/process.hpp"

using namespace mallctl;
using nlohmann::json;

namespace {

constexpr const char* cafe_leto = "id:c2dd51b3-fb63-4cc1-b9e1-474c2e06a423";
constexpr const char* classroom_401 = "id:efee6a9b-dd3a-4a70-82dd-eba0efe56210";

// One database a test; every command goes to it.
struct Fixture {
    test::TestDatabase database;
    test::RunOptions options;

    Fixture() { options.environment["MALLCTL_DATABASE"] = database.url(); }

    test::RunResult run(std::vector<std::string> arguments) const {
        return test::run_mallctl(std::move(arguments), options);
    }

    json run_json(std::vector<std::string> arguments) const {
        arguments.insert(arguments.end(), {"--format", "json"});
        const auto result = run(std::move(arguments));
        INFO(result.err);
        REQUIRE(result.exit_code == 0);
        return json::parse(result.out);
    }
};

// The port of the line "listening on http://127.0.0.1:PORT" that serve prints when it accepts.
std::uint16_t listening_port(test::RunningProcess& server) {
    const std::string before = "listening on http://127.0.0.1:";
    REQUIRE(server.wait_for(before));
    const std::string err = server.err();
    return static_cast<std::uint16_t>(std::stoi(err.substr(err.find(before) + before.size())));
}

std::vector<std::string> polytech_import(const std::filesystem::path& archive) {
    return {"import",      archive.string(), "--mall",     "polytech", "--create",
            "--time-zone", "Europe/Moscow",  "--currency", "RUB"};
}

}  // namespace

TEST_CASE("polytech: an IMDF campus is imported, built and routed, and HTTP gives the same numbers",
          "[journey]") {
    const auto archive = test::shared_data("imdf/polymap-spbstu/IMDFData.zip");
    if (!archive) {
        WARN("shared data is absent: skipped");
        return;
    }
    const Fixture mall;
    const json first = mall.run_json(polytech_import(*archive));
    CHECK(first["plan"]["levels"] == 8);
    CHECK(first["plan"]["units"] == 443);
    CHECK(first["plan"]["openings"] == 472);
    const json second = mall.run_json(polytech_import(*archive));
    for (const char* count : {"added", "updated", "removed"}) CHECK(second["changed"][count] == 0);
    CHECK(second["version"] == first["version"]);

    mall.run_json({"build", "nav", "--mall", "polytech"});
    const auto result =
        mall.run({"route", cafe_leto, classroom_401, "--mall", "polytech", "--format", "json"});
    INFO(result.err);
    REQUIRE(result.exit_code == 0);
    const json route = json::parse(result.out);
    CHECK(route["distance_m"].get<double>() > 10);
    CHECK(route["duration_s"].get<double>() > route["distance_m"].get<double>() / 1.34);
    CHECK(route["legs"].front()["level"] != route["legs"].back()["level"]);
    CHECK(route["legs"].front()["coordinates"].size() >= 2);
    CHECK(route["instructions"].size() >= 3);

    test::RunningProcess server({test::mallctl_binary().string(), "serve", "--listen", "127.0.0.1:0"},
                                mall.options);
    const auto answer =
        test::get(listening_port(server), "/api/v1/malls/polytech/route?from=" + std::string(cafe_leto) +
                                              "&to=" + classroom_401 + "&profile=walk");
    REQUIRE(answer);
    CHECK(answer->status == 200);
    CHECK(json::parse(answer->body) == route);
    server.signal(SIGTERM);
    CHECK(server.wait().exit_code == 0);
}

TEST_CASE("contoso: an Azure Maps Creator package becomes three levels of named units, anchored",
          "[journey]") {
    const auto manifest = test::shared_data("dxf/contoso/manifest.json");
    if (!manifest) {
        WARN("shared data is absent: skipped");
        return;
    }
    const Fixture mall;
    const json report = mall.run_json({"import", manifest->string(), "--mall", "contoso", "--create",
                                       "--time-zone", "America/Los_Angeles", "--currency", "USD"});
    REQUIRE(report["plan"]["by_level"].size() == 3);
    for (const auto& level : report["plan"]["by_level"]) CHECK(level["units"] == 63);
    std::size_t named = 0;
    for (const auto& unit : mall.run_json({"get", "unit", "--mall", "contoso"})) {
        if (unit["ref"].is_string() && !unit["ref"].get<std::string>().empty()) ++named;
    }
    CHECK(named == 189);
}

TEST_CASE("bad input is refused with its exit code, one message, and nothing written", "[journey]") {
    const Fixture mall;
    const test::TemporaryDirectory folder;
    const auto file = [&](const char* name, const std::string& bytes) {
        const auto path = folder.path() / name;
        test::write_file(path, bytes);
        return path.string();
    };
    const std::string polygon =
        R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"class":"unit","level":0},)"
        R"("geometry":{"type":"Polygon","coordinates":[[[8,50],[NaN,50],[8.1,50.1],[8,50]]]}}]})";
    struct Case {
        std::string source;
        std::string named;
    };
    const std::vector<Case> cases = {
        {file("cut.zip", std::string("PK\x03\x04\x14\x00\x00\x00", 8) + std::string(100, 'x')), "cut.zip"},
        {file("nan.geojson", polygon), "nan.geojson"},
        {file("photo.dxf", "\xFF\xD8\xFF\xE0\x10JFIF" + std::string(200, 'j')), "photo.dxf"},
    };
    for (const auto& bad : cases) {
        INFO(bad.named);
        const auto result = mall.run({"import", bad.source, "--mall", "new", "--create", "--time-zone",
                                      "Europe/Berlin", "--currency", "EUR"});
        CHECK(result.exit_code == 3);
        CHECK(result.out.empty());
        CHECK(result.err.find(bad.named) != std::string::npos);
    }
    CHECK(mall.run_json({"get", "mall"}) == json::array());
}

TEST_CASE("an unknown mall is exit 1 and a database that is down is exit 4", "[journey]") {
    const Fixture mall;
    const auto unknown = mall.run({"route", "a", "b", "--mall", "nowhere"});
    CHECK(unknown.exit_code == 1);
    CHECK(unknown.err.find("\"nowhere\"") != std::string::npos);
    test::RunOptions nowhere;
    nowhere.environment["MALLCTL_DATABASE"] = "postgresql://127.0.0.1:1/none";
    const auto down = test::run_mallctl({"get", "mall"}, nowhere);
    CHECK(down.exit_code == 4);
    CHECK(down.err.find("127.0.0.1") != std::string::npos);
}

TEST_CASE("a truncated archive is refused at every length", "[journey]") {
    const auto archive = test::shared_data("imdf/polymap-spbstu/IMDFData.zip");
    if (!archive) {
        WARN("shared data is absent: skipped");
        return;
    }
    const Fixture mall;
    const test::TemporaryDirectory folder;
    const std::string bytes = test::read_file(*archive);
    const auto path = folder.path() / "IMDFData.zip";
    for (const std::size_t length : {std::size_t{4}, bytes.size() / 3, bytes.size() - 1}) {
        test::write_file(path, bytes.substr(0, length));
        const auto result = mall.run(polytech_import(path));
        INFO(length << ": " << result.err);
        CHECK(result.exit_code == 3);
        CHECK(result.err.find("IMDFData.zip") != std::string::npos);
    }
    CHECK(mall.run_json({"get", "mall"}) == json::array());
}
