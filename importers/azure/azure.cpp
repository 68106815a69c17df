#include "importers/azure/azure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>

#include "core/error.hpp"
#include "importers/azure/azure_manifest.hpp"
#include "importers/azure/open_areas.hpp"

namespace mallctl::importers::azure {

namespace fs = std::filesystem;

namespace {

std::string lowered(std::string text) {
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

// The file of `folder` whose name is `name`, whatever the case; the first in order of names.
std::optional<fs::path> find_ignoring_case(const fs::path& folder, const std::string& name) {
    std::error_code error;
    std::vector<fs::path> found;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
        if (lowered(entry.path().filename().string()) == lowered(name)) found.push_back(entry.path());
    }
    if (found.empty()) return std::nullopt;
    return *std::min_element(found.begin(), found.end());
}

// The drawing to read for the one that the manifest names.
fs::path stand_in(const fs::path& folder, const std::string& named) {
    std::string slashes = named;
    std::replace(slashes.begin(), slashes.end(), '\\', '/');
    const fs::path relative = fs::path(slashes).lexically_normal();
    // A manifest may come from anybody; it names what lies beside it, nothing else.
    if (relative.is_absolute() || relative.empty() || *relative.begin() == "..") {
        throw core::Error(core::Fault::rejected,
                          fmt::format("the manifest names '{}', which is outside its folder", named),
                          "put the drawings beside the manifest");
    }
    const fs::path place = folder / relative.parent_path();
    const fs::path shown = folder / relative;
    if (const auto dxf = find_ignoring_case(place, relative.stem().string() + ".dxf")) return *dxf;
    if (const auto named_one = find_ignoring_case(place, relative.filename().string())) return *named_one;
    throw core::Error(
        core::Fault::rejected,
        fmt::format("{}: the drawing that the manifest names is not there", shown.string()),
        fmt::format("put it, or {}.dxf made of it, beside the manifest", relative.stem().string()));
}

core::Diagnostic finding(const char* code, const std::string& message, const std::string& advice,
                         const std::string& feature) {
    core::Diagnostic result;
    result.code = code;
    result.severity = core::Severity::warning;
    result.message = message;
    result.advice = advice;
    result.feature = feature;
    return result;
}

std::optional<plan::Direction> direction_of(const std::string& word) {
    const std::string lower = lowered(word);
    if (lower == "lowtohigh" || lower == "low_to_high") return plan::Direction::up;
    if (lower == "hightolow" || lower == "high_to_low") return plan::Direction::down;
    if (lower == "both") return plan::Direction::both;
    return std::nullopt;
}

void apply_record(const AzureUnit& record, plan::UnitIndex index, plan::Plan& plan) {
    plan::Unit& unit = plan.units[index];
    if (!record.category.empty()) unit.category = imdf_category(record.category);
    // Lifts and stairs go both ways, whatever a record says of one landing; only "closed" (below) is taken
    // from it.
    if (unit.category == "escalator" || unit.category == "movingwalkway")
        unit.direction = direction_of(record.direction);
    if (record.non_public) unit.restriction = "employeesonly";
    if (!record.routable || lowered(record.direction) == "closed") unit.restriction = "restricted";
    for (const AzureOccupant& occupant : record.occupants) {
        if (occupant.name.empty()) continue;
        plan::Occupant stored;
        stored.name = {{"", occupant.name}};
        stored.source_id =
            fmt::format("{}/occupant/{}", unit.source_id.empty() ? unit.ref : unit.source_id, occupant.name);
        stored.unit = index;
        stored.category = "unspecified";
        stored.hours = occupant.hours;
        stored.phone = occupant.phone;
        stored.website = occupant.website;
        plan.occupants.push_back(std::move(stored));
    }
}

void apply_units(const std::vector<AzureUnit>& records, ImportResult& result) {
    std::map<std::string, const AzureUnit*> by_name;
    for (const AzureUnit& record : records) {
        if (by_name.emplace(record.name, &record).second) continue;
        result.findings.push_back(finding(
            "P005", fmt::format("unitProperties has two records for '{}'; the first is used", record.name),
            "delete one of them", record.name));
    }
    std::vector<std::optional<bool>> open(result.plan.units.size());
    std::map<std::string, const AzureUnit*> unused = by_name;
    for (plan::UnitIndex i = 0; i < result.plan.units.size(); ++i) {
        const auto found = by_name.find(result.plan.units[i].ref);
        if (found == by_name.end()) continue;
        unused.erase(found->first);
        open[i] = found->second->open_area;
        apply_record(*found->second, i, result.plan);
    }
    for (const auto& [name, record] : unused) {
        result.findings.push_back(finding(
            "P006", fmt::format("unitProperties has a record for '{}', but no unit has that label", name),
            "correct unitName or the label in the drawing", name));
    }
    open_shared_edges(open, result.plan);
}

void apply_zones(const std::vector<AzureZone>& records, ImportResult& result) {
    for (const AzureZone& record : records) {
        bool used = false;
        for (plan::Section& section : result.plan.sections) {
            if (core::pick_name(section.name) != record.name) continue;
            used = true;
            if (!record.category.empty()) section.category = imdf_category(record.category);
        }
        if (used) continue;
        result.findings.push_back(finding(
            "P006",
            fmt::format("zoneProperties has a record for '{}', but no zone has that label", record.name),
            "correct zoneName or the label in the drawing", record.name));
    }
}

}  // namespace

ImportResult read_azure(const fs::path& file, const drawing::ReadDrawing& read) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream || fs::is_directory(file)) {
        throw core::Error(core::Fault::failed, fmt::format("{}: cannot open the manifest", file.string()),
                          "check the path");
    }
    // One byte over the limit that parse_azure_manifest checks.
    std::string text((std::size_t{16} << 20) + 1, '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(stream.gcount()));

    AzureManifest manifest = parse_azure_manifest(text, file);
    const fs::path folder = fs::absolute(file).lexically_normal().parent_path();
    ImportResult stood_in;
    for (drawing::LevelSource& level : manifest.levels) {
        for (drawing::LevelPart& part : level.parts) {
            fs::path& drawing = part.file;
            const std::string named = drawing.filename().string();
            drawing = stand_in(folder, drawing.string());
            if (lowered(drawing.extension().string()) != lowered(fs::path(named).extension().string())) {
                stood_in.notes["read instead of " + named] = drawing.filename().string();
            }
        }
    }
    ImportResult result = drawing::assemble(std::move(manifest.levels), manifest.mapping, read);
    result.notes.merge(stood_in.notes);
    apply_units(manifest.units, result);
    apply_zones(manifest.zones, result);
    return result;
}

}  // namespace mallctl::importers::azure
