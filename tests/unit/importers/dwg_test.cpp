// DWG: what GDAL reads of AutoCAD 2000, and what becomes of the others with and without a converter.
#include <stdlib.h>
#include <zlib.h>
#include <catch2/catch.hpp>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "core/error.hpp"
#include "importers/drawing/wall_ring.hpp"
#include "importers/dwg/converter.hpp"
#include "importers/dwg/dwg.hpp"
#include "importers/dwg/version.hpp"
#include "importers/dxf/dxf.hpp"
#include "importers/importer.hpp"
#include "tests/support/paths.hpp"
#include "tests/unit/importers/dxf_writer.hpp"

using namespace mallctl;
using importers::ImportRequest;
using importers::ImportResult;
using test::count_code;
using test::DxfWriter;

namespace fs = std::filesystem;

namespace {

constexpr const char* contoso_mapping = R"(
georeference: {anchor: {lon: -122.1326, lat: 47.636152}}
files: [{file: "*", level: {ordinal: 0}}]
layers:
  - {layer: OUTLINE, class: outline}
  - {layer: UNITS, class: unit, category: office}
  - {layer: UNITLABELS, class: unit_label, text: ref}
  - {layer: WALLS, class: wall}
  - {layer: DOORS, class: opening}
  - {layer: "*", class: ignore}
)";

std::string gunzip(const fs::path& path) {
    std::string bytes;
    std::string buffer(1 << 20, '\0');
    gzFile file = gzopen(path.c_str(), "rb");
    REQUIRE(file != nullptr);
    for (int got = 0; (got = gzread(file, buffer.data(), static_cast<unsigned>(buffer.size()))) > 0;) {
        bytes.append(buffer, 0, static_cast<std::size_t>(got));
    }
    gzclose(file);
    return bytes;
}

// PATH for the time of a test.
class Path {
  public:
    explicit Path(const std::string& path) : before_(std::getenv("PATH")) { setenv("PATH", path.c_str(), 1); }
    ~Path() { setenv("PATH", before_.c_str(), 1); }
    Path(const Path&) = delete;
    Path& operator=(const Path&) = delete;

  private:
    std::string before_;
};

// A program of that name in `folder` which runs these lines of shell.
void write_program(const fs::path& folder, const std::string& name, const std::string& lines) {
    test::write_file(folder / name, "#!/bin/sh\n" + lines + "\n");
    fs::permissions(folder / name, fs::perms::owner_all);
}

// Copies `made` to where -o says, as dwg2dxf and dwgrewrite would write there.
std::string writes(const fs::path& made) {
    return "while [ $# -gt 0 ]; do if [ \"$1\" = -o ]; then cp '" + made.string() +
           "' \"$2\"; fi; shift; done";
}

ImportResult import_as(const fs::path& drawing, const std::string& mapping,
                       const test::TemporaryDirectory& folder) {
    test::write_file(folder.path() / "m.yaml", mapping);
    ImportRequest request;
    request.sources = {drawing};
    request.mapping = folder.path() / "m.yaml";
    return importers::import_plan(request);
}

core::Error refusal_of(const fs::path& drawing, const test::TemporaryDirectory& folder) {
    try {
        import_as(drawing, contoso_mapping, folder);
    } catch (const core::Error& error) {
        CHECK(error.fault() == core::Fault::rejected);
        CHECK_THAT(error.what(), Catch::Contains(drawing.filename().string()));
        return error;
    }
    FAIL("accepted");
    throw std::logic_error("unreachable");
}

std::set<std::string> refs_of(const plan::Plan& plan) {
    std::set<std::string> refs;
    for (const plan::Unit& unit : plan.units) refs.insert(unit.ref);
    return refs;
}

}  // namespace

TEST_CASE("the release of a DWG is told from its first bytes") {
    using importers::dwg::describe_version;
    CHECK(importers::dwg::looks_like_dwg("AC1032"));
    CHECK_FALSE(importers::dwg::looks_like_dwg("AC103"));
    CHECK_FALSE(importers::dwg::looks_like_dwg("AC10 is"));
    CHECK(describe_version("AC1032\1\2") == "AC1032 (AutoCAD 2018)");
    CHECK(describe_version("AC1018") == "AC1018 (AutoCAD 2004)");
    CHECK(describe_version("AC1099") == "AC1099");
}

TEST_CASE("a DWG of AutoCAD 2000 gives the units of the same drawing as DXF") {
    const auto packed = test::shared_data("dwg/contoso/contoso1_Ground_r2000.dwg.gz");
    const auto as_dxf = test::shared_data("dxf/contoso/Ground.dxf");
    if (!packed || !as_dxf) {
        WARN("shared data is absent: skipped");
        return;
    }
    const test::TemporaryDirectory folder;
    CHECK_THAT(refusal_of(*packed, folder).what(), Catch::Contains("gzip"));
    const fs::path drawing = folder.path() / "Ground.dwg";
    test::write_file(drawing, gunzip(*packed));
    const ImportResult dwg = import_as(drawing, contoso_mapping, folder);
    const ImportResult dxf = import_as(*as_dxf, contoso_mapping, folder);
    CHECK(dwg.plan.format == "dwg");
    CHECK(dwg.plan.units.size() == 63);
    CHECK(refs_of(dwg.plan) == refs_of(dxf.plan));
    CHECK(dwg.plan.openings.size() == dxf.plan.openings.size());
    REQUIRE(dwg.plan.walls.size() == dxf.plan.walls.size());
    for (std::size_t i = 0; i < dwg.plan.walls.size(); ++i) {
        CHECK(dwg.plan.walls[i].lines == dxf.plan.walls[i].lines);  // closed, as they were drawn
    }
    CHECK(dwg.plan.levels.at(0).outline == dxf.plan.levels.at(0).outline);
    CHECK_FALSE(core::has_errors(dwg.findings));
    CHECK(count_code(dwg.findings, "P003") == 0);
}

TEST_CASE("a line about a room is not taken for the outline of a wall") {
    using importers::drawing::outlines_a_wall;
    CHECK(outlines_a_wall({{0, 0}, {5, 0}, {5, 0.3}, {0, 0.3}}));
    CHECK(outlines_a_wall({{0, 0}, {0, 0.3}, {5, 0.3}, {5, 0}}));  // its long side is missing
    CHECK_FALSE(outlines_a_wall({{0, 0}, {5, 0}, {5, 3}, {0, 3}}));
    CHECK_FALSE(outlines_a_wall({{0, 0}, {5, 0}, {5, 3}}));
    CHECK_FALSE(outlines_a_wall({{0, 0}, {5, 0}}));
}

TEST_CASE("a drawing package of DWG opens the same rooms as one of DXF") {
    const auto packed = test::shared_data("dwg/contoso/contoso1_Ground_r2000.dwg.gz");
    const auto as_dxf = test::shared_data("dxf/contoso/Ground.dxf");
    if (!packed || !as_dxf) {
        WARN("shared data is absent: skipped");
        return;
    }
    const auto package = [](const fs::path& folder) {
        test::write_file(folder / "manifest.json", R"({"version": "1.1", "directoryInfo": {"name": "C"},
            "buildingLevels": {"levels": [{"levelName": "Ground", "ordinal": 0, "filename": "./Ground.dwg"}]},
            "georeference": {"lat": 47.636152, "lon": -122.1326, "angle": 0},
            "dwgLayers": {"exterior": ["OUTLINE"], "unit": ["UNITS"], "wall": ["WALLS"], "door": ["DOORS"],
                          "unitLabel": ["UNITLABELS"]},
            "unitProperties": [{"unitName": "101", "isOpenArea": true}, {"unitName": "102", "isOpenArea": true}]})");
        ImportRequest request;
        request.sources = {folder / "manifest.json"};
        return importers::import_plan(request);
    };
    const test::TemporaryDirectory with_dwg;
    const test::TemporaryDirectory with_dxf;
    test::write_file(with_dwg.path() / "Ground.dwg", gunzip(*packed));
    fs::copy_file(*as_dxf, with_dxf.path() / "Ground.dxf");
    const ImportResult dwg = package(with_dwg.path());
    const ImportResult dxf = package(with_dxf.path());
    CHECK(dwg.plan.format == "dwg");
    CHECK(dwg.plan.units.size() == dxf.plan.units.size());
    CHECK(dwg.plan.openings.size() == dxf.plan.openings.size());
}

TEST_CASE("a newer DWG is refused with its version and the ways out where no converter is installed") {
    const test::TemporaryDirectory folder;
    const Path path(folder.path().string());
    const fs::path drawing = folder.path() / "New.dwg";
    test::write_file(drawing, "AC1032 and more");
    const core::Error error = refusal_of(drawing, folder);
    CHECK_THAT(error.what(), Catch::Contains("AC1032 (AutoCAD 2018)"));
    CHECK_THAT(error.advice(), Catch::Contains("dwg2dxf") && Catch::Contains("ODAFileConverter") &&
                                   Catch::Contains("save it as DXF"));
    test::write_file(drawing, "AC1015 but nothing else");
    CHECK_THAT(refusal_of(drawing, folder).what(), Catch::Contains("New.dwg"));
}

TEST_CASE("a newer DWG is read through dwg2dxf, whatever its name is") {
    const test::TemporaryDirectory folder;
    DxfWriter dxf;
    dxf.rectangle("UNITS", {0, 0}, {10, 10}).text("UNITLABELS", {5, 5}, "G-01");
    write_program(folder.path(), "dwg2dxf", writes(dxf.write(folder.path(), "made.dxf")));
    const Path path(folder.path().string() + ":/usr/bin:/bin");
    const fs::path drawing = folder.path() / "-o;rm -rf $HOME.dwg";
    test::write_file(drawing, "AC1032 and more");
    const ImportResult result = import_as(drawing, contoso_mapping, folder);
    REQUIRE(result.plan.units.size() == 1);
    CHECK(result.plan.format == "dwg");
    CHECK(result.plan.units[0].ref == "G-01");
    CHECK(result.plan.units[0].source_id.starts_with(drawing.filename().string() + "/"));
    const std::string note = result.notes.at("conversion of " + drawing.filename().string());
    CHECK_THAT(note, Catch::Contains("AC1032 (AutoCAD 2018) to DXF by dwg2dxf") &&
                         Catch::Contains("could not be counted"));
}

TEST_CASE("a layer that a conversion thins out is a finding") {
    const auto packed = test::shared_data("dwg/contoso/contoso1_Ground_r2000.dwg.gz");
    if (!packed) {
        WARN("shared data is absent: skipped");
        return;
    }
    const test::TemporaryDirectory folder;
    DxfWriter dxf;  // all rooms but three, the outline, and neither labels nor doors
    for (int i = 0; i < 60; ++i) dxf.rectangle("UNITS", {20.0 * i, 0}, {20.0 * i + 10, 10});
    dxf.rectangle("OUTLINE", {0, 0}, {1200, 10});
    test::write_file(folder.path() / "r2000.dwg", gunzip(*packed));
    write_program(folder.path(), "dwg2dxf", writes(dxf.write(folder.path(), "made.dxf")));
    write_program(folder.path(), "dwgrewrite", writes(folder.path() / "r2000.dwg"));
    const Path path(folder.path().string() + ":/usr/bin:/bin");
    test::write_file(folder.path() / "Ground.dwg", "AC1032 and more");
    const ImportResult result = import_as(folder.path() / "Ground.dwg", contoso_mapping, folder);
    std::string messages;
    for (const auto& finding : result.findings) {
        if (finding.code == "P043") messages += finding.message + "\n";
    }
    CHECK_THAT(messages,
               Catch::Contains("'UNITS' has 63 entities before its conversion by dwg2dxf and 60 after") &&
                   Catch::Contains("'UNITLABELS' has 63") && Catch::Contains("and 0 after") &&
                   !Catch::Contains("OUTLINE"));
}

TEST_CASE("ODAFileConverter is run on folders, and its DXF is read") {
    const test::TemporaryDirectory folder;
    DxfWriter dxf;
    dxf.rectangle("UNITS", {0, 0}, {10, 10});
    const std::string made = dxf.write(folder.path(), "made.dxf").string();
    write_program(folder.path(), "ODAFileConverter",
                  "[ -f \"$1/$7\" ] && [ \"$4\" = DXF ] && cp '" + made + "' \"$2/${7%.dwg}.dxf\"");
    const Path path(folder.path().string() + ":/usr/bin:/bin");
    test::write_file(folder.path() / "New.dwg", "AC1027 and more");
    const ImportResult result = import_as(folder.path() / "New.dwg", contoso_mapping, folder);
    CHECK(result.plan.units.size() == 1);
    CHECK_THAT(result.notes.at("conversion of New.dwg"), Catch::Contains("ODAFileConverter"));
}

TEST_CASE("a converter that fails, hangs or writes without end is an error that says so") {
    const test::TemporaryDirectory folder;
    const Path path(folder.path().string() + ":/usr/bin:/bin");
    const fs::path drawing = folder.path() / "New.dwg";
    test::write_file(drawing, "AC1032 and more");
    write_program(folder.path(), "dwg2dxf", "echo; echo 'ERROR: bad CRC' >&2; exit 3");
    CHECK_THAT(refusal_of(drawing, folder).what(), Catch::Contains("exit 3: ERROR: bad CRC"));
    write_program(folder.path(), "dwg2dxf", "echo no drawing > \"$3\"");
    CHECK_THAT(refusal_of(drawing, folder).what(), Catch::Contains("cannot be read"));

    importers::dwg::ProgramLimits limits;
    limits.time = std::chrono::seconds(1);
    const auto failure = [&] {
        try {
            const importers::dwg::TemporaryFolder place;
            importers::dwg::convert(drawing, "New.dwg", "AC1032", place.path(), limits);
        } catch (const core::Error& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    write_program(folder.path(), "dwg2dxf", "sleep 60 & sleep 60");
    const auto start = std::chrono::steady_clock::now();
    CHECK_THAT(failure(), Catch::Contains("took longer than 1 s"));
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(10));
    limits.file_bytes = 10'000;
    write_program(folder.path(), "dwg2dxf", "head -c 1000000 /dev/zero > \"$3\"; rm \"$3\"; exit 1");
    CHECK_THAT(failure(), Catch::Contains("made no drawing"));
}

TEST_CASE("programs are found on the PATH only, and never in a relative folder of it") {
    const test::TemporaryDirectory folder;
    write_program(folder.path(), "dwg2dxf", "exit 0");
    test::write_file(folder.path() / "notes", "not executable");
    const Path path("relative:.::" + folder.path().string());
    CHECK(importers::dwg::find_program("dwg2dxf") == folder.path() / "dwg2dxf");
    CHECK_FALSE(importers::dwg::find_program("notes"));
    CHECK_FALSE(importers::dwg::find_program("ls"));
}

TEST_CASE("every drawing of the shared data is read, or refused with the reason, and none takes long") {
    const auto dxf = test::shared_data("dxf");
    const auto dwg = test::shared_data("dwg");
    if (!dxf || !dwg) {
        WARN("shared data is absent: skipped");
        return;
    }
    const std::string mapping = R"(
units: m
units_reason: to see them all
georeference: {anchor: {lon: 8, lat: 49}}
files: [{file: "*", level: {ordinal: 0}}]
layers: [{layer: "*LABEL*", class: unit_label}, {layer: "*WALL*", class: wall}, {layer: "*", class: unit}]
)";
    const test::TemporaryDirectory folder;
    const Path path(folder.path().string());  // no converter
    std::map<std::string, std::string> outcomes;
    for (const fs::path& root : {*dxf, *dwg}) {
        for (const auto& entry : fs::recursive_directory_iterator(root)) {
            fs::path file = entry.path();
            if (file.extension() == ".gz") {
                file = folder.path() / "unpacked.dwg";
                test::write_file(file, gunzip(entry.path()));
            }
            if (file.extension() != ".dxf" && file.extension() != ".dwg") continue;
            INFO(entry.path());
            const auto start = std::chrono::steady_clock::now();
            std::string& outcome = outcomes[entry.path().filename().string()];
            try {
                outcome = std::to_string(import_as(file, mapping, folder).plan.units.size()) + " units";
            } catch (const core::Error& error) {
                CHECK(error.fault() == core::Fault::rejected);
                CHECK_FALSE(error.advice().empty());
                outcome = error.what();
            }
            CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(60));
        }
    }
    for (const auto& [name, outcome] : outcomes) UNSCOPED_INFO(name << ": " << outcome);
    CHECK(outcomes.size() >= 17);
    CHECK_THAT(outcomes["Ground_AC1032.dwg"], Catch::Contains("AC1032 (AutoCAD 2018)"));
    CHECK_THAT(outcomes["bin_dxf_r2000.dxf"], Catch::Contains("binary DXF"));
    CHECK_THAT(outcomes["contoso1_Ground_r2000.dwg.gz"], Catch::Contains("units"));
    CHECK_THAT(outcomes["Basement.dxf"], Catch::Contains("units"));
}
