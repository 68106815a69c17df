// Import, export to IMDF, import again: nothing changes, and the export is the same bytes.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/support/database.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/process.hpp"

using namespace mallctl;
using nlohmann::json;

namespace {

class RoundTrip {
  public:
    RoundTrip() { options_.environment["MALLCTL_DATABASE"] = database_.url(); }

    void check(const std::string& mall, const std::filesystem::path& source) {
        const json first = import({source.string(), "--mall", mall, "--create", "--time-zone",
                                   "Europe/Berlin", "--currency", "EUR"});
        REQUIRE(first.at("changed").at("added").get<int>() > 0);
        const auto once = exported(mall, "once.zip");
        const auto twice = exported(mall, "twice.zip");
        const bool same_bytes = test::read_file(once) == test::read_file(twice);
        CHECK(same_bytes);

        const json second = import({once.string(), "--mall", mall});
        CHECK(second.at("changed").at("added") == 0);
        CHECK(second.at("changed").at("updated") == 0);
        CHECK(second.at("changed").at("removed") == 0);
        CHECK(second.at("changed").at("unchanged").get<int>() > 0);
        CHECK(second.at("version") == first.at("version"));
    }

  private:
    json import(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), "import");
        arguments.insert(arguments.end(), {"--format", "json", "-q"});
        const auto result = test::run_mallctl(arguments, options_);
        INFO(result.err);
        REQUIRE(result.exit_code == 0);
        return json::parse(result.out);
    }

    std::filesystem::path exported(const std::string& mall, const std::string& name) const {
        const auto file = folder_.path() / (mall + "-" + name);
        const auto result = test::run_mallctl(
            {"export", "plan", "--mall", mall, "--format", "imdf", "-o", file.string()}, options_);
        INFO(result.err);
        REQUIRE(result.exit_code == 0);
        return file;
    }

    test::TestDatabase database_;
    test::TemporaryDirectory folder_;
    test::RunOptions options_;
};

}  // namespace

TEST_CASE("import, export to IMDF and import again is no change, and two exports are the same bytes") {
    RoundTrip trip;
    const auto riverside = test::source_dir() / "samples/riverside";
    trip.check("drawn", riverside / "plan");
    trip.check("imdf", riverside / "imdf");
    trip.check("geojson", riverside / "geojson/riverside.geojson");
    if (const auto polytech = test::shared_data("imdf/polymap-spbstu/IMDFData.zip")) {
        trip.check("polytech", *polytech);
    } else {
        WARN("shared data is absent: skipped");
    }
}
