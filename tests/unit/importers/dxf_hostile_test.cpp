// Drawings that are damaged, huge, or no drawings at all.
#include <catch2/catch.hpp>
#include <fstream>

#include "core/error.hpp"
#include "core/utf8.hpp"
#include "importers/dxf/dxf.hpp"
#include "importers/dxf/survey.hpp"
#include "importers/drawing/text.hpp"
#include "tests/support/paths.hpp"
#include "tests/unit/importers/dxf_writer.hpp"

using namespace mallctl;
using test::count_code;
using test::DxfWriter;
using test::read_one;

namespace fs = std::filesystem;

namespace {

constexpr const char* everything_is_a_unit = "  - {layer: '*', class: unit}\n";

fs::path write(const test::TemporaryDirectory& folder, const std::string& name, const std::string& bytes) {
    std::ofstream(folder.path() / name, std::ios::binary) << bytes;
    return folder.path() / name;
}

// The error that reading throws; fails the test when there is none.
core::Error error_of(const fs::path& path, const std::string& rules = everything_is_a_unit) {
    try {
        read_one(path, rules);
    } catch (const core::Error& error) {
        return error;
    }
    FAIL("accepted " << path);
    throw std::logic_error("unreachable");
}

}  // namespace

TEST_CASE("what is not a text DXF is refused with its name, its nature and the way out") {
    const test::TemporaryDirectory folder;
    const std::pair<std::string, std::string> cases[] = {
        {"\xFF\xD8\xFF\xE0\x10JFIF", "JPEG"},
        {"\x89PNG\r\n", "PNG"},
        {"%PDF-1.7", "PDF"},
        {"PK\x03\x04zip", "zip"},
        {"AC1032......", "DWG"},
        {"AutoCAD Binary DXF\r\n\x1A", "binary DXF"},
        {"{\"type\": \"FeatureCollection\"}", "not a DXF"},
        {"0", "not a DXF"},
        {"0\n", "not a DXF"},
        {"0\n   ", "not a DXF"},
        {"0\n   \n", "not a DXF"},
        {"", "empty"},
        {std::string(100, '\0'), "not a DXF"},
    };
    for (const auto& [bytes, says] : cases) {
        INFO(says);
        const core::Error error = error_of(write(folder, "plan.dxf", bytes));
        CHECK(error.fault() == core::Fault::rejected);
        CHECK_THAT(error.what(), Catch::Contains("plan.dxf") && Catch::Contains(says));
        CHECK_FALSE(error.advice().empty());
    }
    CHECK(error_of(folder.path() / "absent.dxf").fault() == core::Fault::failed);
    CHECK(error_of(folder.path()).fault() == core::Fault::rejected);
}

TEST_CASE("a drawing cut short anywhere is refused") {
    const test::TemporaryDirectory folder;
    DxfWriter dxf;
    dxf.begin_block("B").line("0", {0, 0}, {1, 1}).end_block();
    dxf.rectangle("A", {0, 0}, {10, 10}).insert("A", "B", {1, 1}).text("L", {5, 5}, "G-01");
    const std::string whole = dxf.str();
    REQUIRE(read_one(write(folder, "whole.dxf", whole), everything_is_a_unit).plan.units.size() == 1);
    constexpr int cuts = 200;
    for (int i = 0; i < cuts; ++i) {
        const std::size_t length = (whole.size() - 5) * static_cast<std::size_t>(i) / cuts;
        INFO("cut at " << length);
        const core::Error error = error_of(write(folder, "cut.dxf", whole.substr(0, length)));
        CHECK(error.fault() == core::Fault::rejected);
        CHECK_THAT(error.what(), Catch::Contains("cut.dxf"));
    }
}

TEST_CASE("a real drawing cut at 200 places is refused, never misread") {
    const auto path = test::shared_data("dxf/contoso/Ground.dxf");
    if (!path) {
        WARN("shared data is absent: skipped");
        return;
    }
    const std::string whole = test::read_file(*path);
    for (std::size_t i = 1; i <= 200; ++i) {
        const std::string cut = whole.substr(0, whole.size() * i / 201);
        CHECK_THROWS_AS(importers::dxf::survey(cut, "Ground.dxf"), core::Error);
    }
    CHECK(importers::dxf::survey(whole, "Ground.dxf").metres_per_unit == 0.001);
}

TEST_CASE("a coordinate that is not finite is refused with its entity, unless nobody reads its layer") {
    const test::TemporaryDirectory folder;
    for (const char* value : {"nan", "inf", "-inf", "1e999"}) {
        INFO(value);
        DxfWriter dxf;
        dxf.rectangle("A", {0, 0}, {10, 10});
        dxf.raw(std::string("0\nLINE\n5\nBAD\n100\nAcDbEntity\n8\nB\n10\n") + value +
                "\n20\n0\n11\n1\n21\n1\n");
        const fs::path path = dxf.write(folder.path(), "plan.dxf");
        const core::Error error = error_of(path);
        CHECK(error.fault() == core::Fault::rejected);
        CHECK_THAT(error.what(),
                   Catch::Contains("BAD") && Catch::Contains("'B'") && Catch::Contains("plan.dxf"));
        CHECK(read_one(path, "  - {layer: A, class: unit}\n").plan.units.size() == 1);
    }
}

TEST_CASE("points far from the anchor are refused with a word about units") {
    const test::TemporaryDirectory folder;
    DxfWriter dxf;
    dxf.rectangle("A", {4e6, 5e6}, {4e6 + 10, 5e6 + 10});
    const core::Error error = error_of(dxf.write(folder.path(), "plan.dxf"));
    CHECK(error.fault() == core::Fault::rejected);
    CHECK_THAT(error.advice(), Catch::Contains("units"));
}

TEST_CASE("an array of a thousand by a thousand circles is refused before it is drawn") {
    const test::TemporaryDirectory folder;
    DxfWriter dxf;
    dxf.begin_block("DOT").raw("0\nCIRCLE\n8\n0\n10\n0\n20\n0\n40\n1\n").end_block();
    dxf.insert("A", "DOT", {0, 0}, 1000, 1000);
    const core::Error error = error_of(dxf.write(folder.path(), "plan.dxf"));
    CHECK(error.fault() == core::Fault::rejected);
    CHECK_THAT(error.what(), Catch::Contains("blocks"));
}

TEST_CASE("blocks in blocks that would make a billion lines are refused before they are drawn") {
    const test::TemporaryDirectory folder;
    DxfWriter dxf;
    dxf.begin_block("B0").line("0", {0, 0}, {1, 1}).end_block();
    for (int i = 1; i <= 9; ++i) {
        dxf.begin_block("B" + std::to_string(i));
        for (int k = 0; k < 10; ++k) dxf.insert("0", "B" + std::to_string(i - 1), {1.0 * k, 0});
        dxf.end_block();
    }
    dxf.insert("A", "B9", {0, 0});
    CHECK(error_of(dxf.write(folder.path(), "plan.dxf")).fault() == core::Fault::rejected);
    DxfWriter deep;
    deep.begin_block("B0").line("0", {0, 0}, {1, 1}).end_block();
    for (int i = 1; i <= 200; ++i) {
        deep.begin_block("B" + std::to_string(i))
            .insert("0", "B" + std::to_string(i - 1), {0, 0})
            .end_block();
    }
    deep.insert("A", "B200", {0, 0});
    CHECK_THAT(error_of(deep.write(folder.path(), "plan.dxf")).what(), Catch::Contains("nested deeper"));
}

TEST_CASE("blocks that contain themselves or are missing are findings") {
    const test::TemporaryDirectory folder;
    DxfWriter dxf;
    dxf.begin_block("LOOP").rectangle("0", {0, 0}, {10, 10}).insert("0", "LOOP", {1, 1}).end_block();
    dxf.insert("A", "LOOP", {0, 0}).insert("A", "NOWHERE", {0, 0});
    const auto result = read_one(dxf.write(folder.path(), "plan.dxf"), everything_is_a_unit);
    CHECK(result.plan.units.size() >= 1);
    CHECK(count_code(result.findings, "P025") == 1);
    CHECK(count_code(result.findings, "P040") == 1);
}

TEST_CASE("a drawing with nothing on the mapped layers is refused with the layers it has") {
    const test::TemporaryDirectory folder;
    DxfWriter dxf;
    dxf.line("A-WALL", {0, 0}, {1, 1}).line("A-DOOR", {0, 0}, {1, 1});
    const core::Error error =
        error_of(dxf.write(folder.path(), "plan.dxf"), "  - {layer: SHOPS, class: unit}\n");
    CHECK_THAT(error.what(), Catch::Contains("plan.dxf"));
    CHECK_THAT(error.advice(), Catch::Contains("A-DOOR, A-WALL"));
}

TEST_CASE("ten thousand loose lines are few findings") {
    const test::TemporaryDirectory folder;
    DxfWriter dxf;
    dxf.rectangle("A", {0, 0}, {10, 10});
    for (int i = 0; i < 10000; ++i) dxf.line("A", {1.0 * (i % 100), 0}, {1, 1});
    const auto result = read_one(dxf.write(folder.path(), "plan.dxf"), everything_is_a_unit);
    CHECK(count_code(result.findings, "P001") == 21);
    CHECK(result.findings.size() < 40);
}

TEST_CASE("every awkward drawing of ezdxf gives a plan or an error that names it") {
    const auto folder = test::shared_data("dxf/ezdxf");
    if (!folder) {
        WARN("shared data is absent: skipped");
        return;
    }
    int plans = 0;
    int errors = 0;
    for (const auto& entry : fs::directory_iterator(*folder)) {
        if (entry.path().extension() != ".dxf") continue;
        INFO(entry.path());
        for (const char* layer_class :
             {"unit", "opening", "wall", "fixture", "unit_label", "outline", "section", "kiosk"}) {
            try {
                const auto result =
                    read_one(entry.path(), std::string("  - {layer: '*', class: ") + layer_class + "}\n",
                             "units: m\n");
                ++plans;
                for (const auto& unit : result.plan.units) CHECK_FALSE(unit.geometry.empty());
            } catch (const core::Error& error) {
                ++errors;
                CHECK(error.fault() == core::Fault::rejected);
                CHECK_THAT(error.what(),
                           Catch::Contains(entry.path().filename().string()) || Catch::Contains("100 km"));
                CHECK_FALSE(error.advice().empty());
            }
        }
    }
    CHECK(plans > 0);
    CHECK(errors > 0);
}

TEST_CASE("a real house plan is read by a mapping of its bound reference's layers") {
    const auto path = test::shared_data("dxf/jscad/floorplan.dxf");
    if (!path) {
        WARN("shared data is absent: skipped");
        return;
    }
    const auto result = read_one(*path, R"(
  - {layer: "*$A-FOOTPRINT", class: outline}
  - {layer: "*$A-WALL", class: wall}
  - {layer: "*$A-OPENING", class: opening}
  - {layer: "*$A-CASE-1", class: fixture}
  - {layer: "*", class: ignore}
)",
                                 "units: in\n");  // the header says millimetres, the house is drawn in inches
    CHECK(result.plan.walls.size() == 177);
    CHECK_FALSE(result.plan.levels[0].outline.empty());
    CHECK_FALSE(result.plan.openings.empty());
    CHECK(count_code(result.findings, "P072") == 0);
}

TEST_CASE("the escapes of old drawings become characters") {
    using importers::drawing::decode_text;
    CHECK(decode_text("Caf\\U+00E9") == "Caf\xC3\xA9");
    CHECK(decode_text("\\U+20AC\\U+D83D\\U+DE00") == "\xE2\x82\xAC\xF0\x9F\x98\x80");
    CHECK(decode_text("\\U+D83Dx") == "\\U+D83Dx");
    CHECK(decode_text("\\U+0000\\U+12G4\\U+12") == "\\U+0000\\U+12G4\\U+12");
    CHECK(decode_text("\xE9") == "\xC3\xA9");
    for (int i = 0; i < 256; ++i) CHECK(core::is_utf8(decode_text(std::string(3, static_cast<char>(i)))));
}
