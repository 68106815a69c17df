// Every real floor plan that is at hand: it is imported, or refused with a reason, in time and whole.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>

#include "tests/support/database.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/process.hpp"

using namespace mallctl;
namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr std::chrono::seconds longest{60};

std::vector<fs::path> files_below(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

// A drawing says neither where it lies nor what its layers are: the mapping is what `inspect` suggests, at a
// made-up place.
std::optional<fs::path> suggested_mapping(const fs::path& file, const fs::path& folder) {
    const fs::path mapping = folder / "mapping.yaml";
    const auto inspected =
        test::run_mallctl({"inspect", file.string(), "--suggest-mapping", "-o", mapping.string()});
    if (inspected.exit_code != 0) return std::nullopt;
    test::write_file(mapping,
                     test::read_file(mapping) +
                         "georeference: {anchor: {lon: 8.56, lat: 49.45, x: 0, y: 0, rotation: 0}}\n");
    return mapping;
}

std::string counts_in(const std::string& report) {
    const json plan = json::parse(report).at("plan");
    std::string text = plan.value("format", "");
    for (const char* kind : {"levels", "units", "openings", "connectors", "occupants"})
        text += fmt::format(", {} {}", plan.value(kind, 0), kind);
    return text;
}

class Table {
  public:
    explicit Table(const fs::path& root) : root_(root) {}

    void try_file(const fs::path& file) {
        const test::TemporaryDirectory folder;
        const std::string mall = fmt::format("m{}", lines_.size());
        std::vector<std::string> arguments{"import",   file.string(), "--mall",  mall,
                                           "--create", "--time-zone", "Etc/UTC", "--currency",
                                           "EUR",      "--format",    "json",    "-q"};
        const bool drawing = file.extension() == ".dxf" || file.extension() == ".dwg";
        if (drawing) {
            if (const auto mapping = suggested_mapping(file, folder.path()))
                arguments.insert(arguments.end(), {"--mapping", mapping->string()});
        }
        test::RunOptions options;
        options.environment["MALLCTL_DATABASE"] = database_.url();
        options.timeout = longest;
        const auto result = test::run_mallctl(arguments, options);
        INFO(file.string() << "\n" << result.err);
        CHECK_FALSE(result.timed_out);
        CHECK((result.exit_code == 0 || result.exit_code == 3));
        const bool stored = test::run_mallctl({"get", "mall", mall, "-q"}, options).exit_code == 0;
        CHECK(stored == (result.exit_code == 0));
        add(file, result);
    }

    std::string text() const {
        std::string text = "file | exit | what came out\n";
        for (const std::string& line : lines_) text += line + "\n";
        return text;
    }

  private:
    void add(const fs::path& file, const test::RunResult& result) {
        std::string what;
        if (result.exit_code == 0) {
            what = counts_in(result.out);
        } else {
            const json failure = json::parse(result.err, nullptr, false);
            REQUIRE(failure.is_object());
            what = failure.at("error").at("message").get<std::string>();
            CHECK_FALSE(what.empty());
            for (const json& finding : failure.at("error").value("diagnostics", json::array())) {
                if (finding.at("severity") == "error")
                    what += "; " + finding.at("message").get<std::string>();
            }
            CHECK_FALSE(failure.at("error").value("advice", "").empty());
        }
        lines_.push_back(
            fmt::format("{} | {} | {}", file.lexically_relative(root_).string(), result.exit_code, what));
    }

    fs::path root_;
    test::TestDatabase database_;
    std::vector<std::string> lines_;
};

}  // namespace

TEST_CASE("every real file is imported, or refused with exit 3 and a reason", "[real]") {
    const auto root = test::shared_data(".");
    if (!root) {
        WARN("shared data is absent: skipped");
        return;
    }
    Table table(*root);
    for (const char* format : {"imdf", "dxf", "dwg", "osm", "geojson"}) {
        for (const fs::path& file : files_below(*root / format)) table.try_file(file);
    }
    std::cout << table.text();
}
