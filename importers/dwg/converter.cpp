#include "importers/dwg/converter.hpp"

#include <fmt/format.h>
#include <cstdlib>

#include <system_error>

#include "core/error.hpp"

namespace mallctl::importers::dwg {

namespace fs = std::filesystem;

namespace {

constexpr const char* ways_out =
    "install LibreDWG's dwg2dxf or ODAFileConverter, or save it as DXF or as DWG of AutoCAD 2000";

// Nothing is wrong when the file is there and the program ended well; LibreDWG ends with an error code for
// what it could mend as well, and the drawing is then read and compared all the same.
bool is_there(const fs::path& file) {
    std::error_code error;
    return fs::is_regular_file(file, error) && fs::file_size(file, error) > 0;
}

void run(const std::vector<std::string>& argv, const fs::path& made, const std::string& shown,
         const fs::path& folder, const ProgramLimits& limits) {
    const ProgramResult result = run_program(argv, folder, limits);
    if (is_there(made) && !result.timed_out) return;
    const std::string program = fs::path(argv.front()).filename().string();
    const std::string why = result.timed_out
                                ? fmt::format("took longer than {} s", limits.time.count())
                                : fmt::format("made no drawing of it (exit {}{}{})", result.exit_code,
                                              result.last_line.empty() ? "" : ": ", result.last_line);
    throw core::Error(core::Fault::rejected, fmt::format("{}: {} {}", shown, program, why),
                      "save it as DXF, or as DWG of AutoCAD 2000, in the program that drew it");
}

// LibreDWG, gnu.org/software/libredwg: dwg2dxf -y -o OUT IN; dwgrewrite --as r2000 -o OUT IN.
Converted with_libredwg(const fs::path& program, const fs::path& dwg, const std::string& shown,
                        const fs::path& folder, const ProgramLimits& limits) {
    Converted converted{"dwg2dxf", folder / "converted.dxf", std::nullopt};
    run({program.string(), "-y", "-o", converted.dxf.string(), dwg.string()}, converted.dxf, shown, folder,
        limits);
    if (const auto rewrite = find_program("dwgrewrite")) {
        const fs::path r2000 = folder / "r2000.dwg";
        const ProgramResult result = run_program(
            {rewrite->string(), "--as", "r2000", "-o", r2000.string(), dwg.string()}, folder, limits);
        if (!result.timed_out && is_there(r2000)) converted.r2000 = r2000;
    }
    return converted;
}

// opendesign.com/guestfiles/oda_file_converter: IN_FOLDER OUT_FOLDER VERSION TYPE RECURSE AUDIT FILTER.
Converted with_oda(const fs::path& program, const fs::path& dwg, const std::string& shown,
                   const fs::path& folder, const ProgramLimits& limits) {
    const auto arguments = [&](const char* to, const char* version, const char* type) {
        fs::create_directories(folder / to);
        return std::vector<std::string>{program.string(),
                                        dwg.parent_path().string(),
                                        (folder / to).string(),
                                        version,
                                        type,
                                        "0",
                                        "1",
                                        dwg.filename().string()};
    };
    Converted converted{"ODAFileConverter", folder / "dxf" / dwg.stem(), std::nullopt};
    converted.dxf += ".dxf";
    run(arguments("dxf", "ACAD2018", "DXF"), converted.dxf, shown, folder, limits);
    const fs::path r2000 = folder / "r2000" / dwg.filename();
    const ProgramResult result = run_program(arguments("r2000", "ACAD2000", "DWG"), folder, limits);
    if (!result.timed_out && is_there(r2000)) converted.r2000 = r2000;
    return converted;
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
    std::string name = (fs::temp_directory_path() / "mallctl-dwg-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) {
        throw core::Error(core::Fault::failed,
                          fmt::format("cannot make a folder in {}", fs::temp_directory_path().string()),
                          "set TMPDIR to a folder that can be written");
    }
    path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

Converted convert(const fs::path& dwg, const std::string& shown, const std::string& version,
                  const fs::path& folder, const ProgramLimits& limits) {
    if (const auto program = find_program("dwg2dxf"))
        return with_libredwg(*program, dwg, shown, folder, limits);
    if (const auto program = find_program("ODAFileConverter"))
        return with_oda(*program, dwg, shown, folder, limits);
    throw core::Error(
        core::Fault::rejected,
        fmt::format(
            "{}: is a DWG drawing of version {}; only that of AutoCAD 2000 (AC1015) is read without a "
            "converter",
            shown, version),
        ways_out);
}

}  // namespace mallctl::importers::dwg
