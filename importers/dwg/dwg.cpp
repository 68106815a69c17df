#include "importers/dwg/dwg.hpp"

#include <fmt/format.h>

#include <fstream>
#include <map>
#include <utility>

#include "core/error.hpp"
#include "importers/dwg/converter.hpp"
#include "importers/dwg/r2000.hpp"
#include "importers/dwg/version.hpp"

namespace mallctl::importers::dwg {

namespace fs = std::filesystem;

using drawing::Drawing;

namespace {

constexpr std::uintmax_t max_bytes = std::uintmax_t{512} << 20;
constexpr const char* readable_version = "AC1015";

std::string read_bytes(const fs::path& file) {
    std::error_code error;
    if (!fs::exists(file, error)) {
        throw core::Error(core::Fault::failed, fmt::format("{}: no such file", file.string()),
                          "check the path");
    }
    const std::uintmax_t size = fs::file_size(file, error);
    if (error || size > max_bytes) {
        throw core::Error(core::Fault::rejected,
                          fmt::format("{}: {}", file.string(),
                                      error ? "is not a file" : "has more than the limit of 512 MiB"),
                          "purge unused blocks and layers, or save each level as a drawing of its own");
    }
    std::string bytes(static_cast<std::size_t>(size), '\0');
    std::ifstream stream(file, std::ios::binary);
    stream.read(bytes.data(), static_cast<std::streamsize>(size));
    if (!stream) {
        throw core::Error(core::Fault::failed, fmt::format("{}: cannot be read", file.string()),
                          "check the file's permissions");
    }
    return bytes;
}

std::map<std::string, std::int64_t> count_by_layer(const Drawing& drawing) {
    std::map<std::string, std::int64_t> counts;
    for (const drawing::Entity& entity : drawing.entities) {
        if (!entity.in_paper_space) ++counts[entity.layer];
    }
    return counts;
}

// Both have their blocks expanded, so that they count alike.
void compare(const Drawing& before, const std::string& program, Drawing& after) {
    const auto counts = count_by_layer(after);
    for (const auto& [layer, count] : count_by_layer(before)) {
        const auto found = counts.find(layer);
        const std::int64_t left = found == counts.end() ? 0 : found->second;
        if (left >= count) continue;
        core::Diagnostic finding;
        finding.code = "P043";
        finding.severity = core::Severity::warning;
        finding.message = fmt::format("layer '{}' has {} entities before its conversion by {} and {} after",
                                      layer, count, program, left);
        finding.advice = "save it as DXF in the program that drew it, and compare";
        finding.where.file = after.name;
        after.findings.push_back(std::move(finding));
    }
}

Drawing read_converted(const fs::path& file, const std::string& bytes, const drawing::ReadDrawing& read_dxf) {
    const TemporaryFolder folder;
    // A copy, for a name that no converter can take for an option or a pattern.
    const fs::path input = folder.path() / "in" / "drawing.dwg";
    fs::create_directories(input.parent_path());
    std::ofstream(input, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    const Converted converted = convert(input, file.string(), describe_version(bytes), folder.path());
    Drawing drawing;
    try {
        drawing = read_dxf(converted.dxf);
    } catch (const core::Error& error) {
        throw core::Error(error.fault(),
                          fmt::format("{}: {} made a drawing of it that cannot be read: {}", file.string(),
                                      converted.program, error.what()),
                          "save it as DXF, or as DWG of AutoCAD 2000, in the program that drew it");
    }
    drawing.name = file.filename().string();
    std::string& note = drawing.notes["conversion of " + drawing.name];
    note = fmt::format("{} to DXF by {}", describe_version(bytes), converted.program);
    if (!converted.r2000) {
        note += "; what it may have lost could not be counted";
        return drawing;
    }
    try {
        compare(read_r2000(read_bytes(*converted.r2000), file.string()), converted.program, drawing);
    } catch (const core::Error&) {
        note += "; what it may have lost could not be counted";
    }
    return drawing;
}

}  // namespace

Drawing read_drawing(const fs::path& file, const drawing::ReadDrawing& read_dxf) {
    std::string bytes = read_bytes(file);
    if (!looks_like_dwg(bytes)) {
        throw core::Error(core::Fault::rejected, fmt::format("{}: is not a DWG drawing", file.string()),
                          "save the drawing again from the CAD program");
    }
    Drawing drawing = bytes.starts_with(readable_version) ? read_r2000(std::move(bytes), file.string())
                                                          : read_converted(file, bytes, read_dxf);
    drawing.format = "dwg";
    drawing.name = file.filename().string();
    return drawing;
}

}  // namespace mallctl::importers::dwg
