#include "importers/gather.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.hpp"
#include "importers/ogr/ogr.hpp"
#include "importers/source/source.hpp"

namespace mallctl::importers {

namespace fs = std::filesystem;

namespace {

void check_reachable(const fs::path& source) {
    const std::string text = source.string();
    if (text.empty() || text == "-") {
        throw core::Error(core::Fault::usage,
                          text.empty() ? "the name of the floor plan is empty"
                                       : "a floor plan is not read from standard input",
                          "name its files or folder");
    }
    if (text.starts_with("/vsi") || text.find("://") != std::string::npos) {
        throw core::Error(core::Fault::usage,
                          fmt::format("{} is no local file: nothing is fetched during an import", text),
                          "download it first, then name the file");
    }
    std::error_code error;
    if (!fs::exists(source, error)) {
        throw core::Error(core::Fault::failed, fmt::format("{} does not exist", text), "check the path");
    }
}

Candidate named_file(const fs::path& path) {
    const Sniffed sniffed = sniff(read_beginning(path));
    if (sniffed.kind == Kind::other) {
        throw core::Error(core::Fault::rejected,
                          fmt::format("{} is no floor plan: it is {}", path.string(), sniffed.what),
                          sniffed.advice);
    }
    return {path, sniffed.kind, true};
}

// What stands beside a shapefile is read with it; an index (.shx) begins like a shapefile itself.
void drop_parts_of_shapefiles(const fs::path& folder, Gathered& gathered) {
    const std::vector<Candidate> candidates = gathered.candidates;
    const auto is_part = [&](const fs::path& path) {
        return std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& it) {
            return it.kind == Kind::shapefile && ogr::is_part_of_shapefile(it.path, path);
        });
    };
    std::erase_if(gathered.candidates, [&](const Candidate& it) { return is_part(it.path); });
    std::erase_if(gathered.ignored, [&](const std::string& name) { return is_part(folder / name); });
}

void gather_folder(const fs::path& folder, Gathered& gathered) {
    const std::size_t before = gathered.candidates.size();
    for (const fs::path& path : list_folder(folder)) {
        if (path == folder / "mapping.yaml") continue;  // read with the plan, not ignored
        const Kind kind = sniff(read_beginning(path)).kind;
        if (kind == Kind::other) {
            gathered.ignored.push_back(path.lexically_relative(folder).string());
        } else {
            gathered.candidates.push_back({path, kind, false});
        }
    }
    drop_parts_of_shapefiles(folder, gathered);
    if (gathered.candidates.size() == before) {
        throw core::Error(core::Fault::rejected,
                          fmt::format("folder {} holds no floor plan", folder.string()), readable_formats);
    }
}

}  // namespace

std::vector<fs::path> parts_of_shapefile(const fs::path& shapefile) {
    std::vector<fs::path> parts;
    std::error_code error;
    const fs::path folder = shapefile.parent_path().empty() ? fs::path(".") : shapefile.parent_path();
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        const fs::path path = shapefile.parent_path() / entry.path().filename();
        if (ogr::is_part_of_shapefile(shapefile, path) && entry.is_regular_file()) parts.push_back(path);
    }
    std::sort(parts.begin(), parts.end());
    return parts;
}

Gathered gather(const std::vector<fs::path>& sources) {
    if (sources.empty())
        throw core::Error(core::Fault::usage, "no floor plan is named", "name its files or folder");
    Gathered gathered;
    for (const fs::path& source : sources) {
        check_reachable(source);
        if (fs::is_directory(source)) {
            gather_folder(source, gathered);
        } else {
            gathered.candidates.push_back(named_file(source));
        }
    }
    return gathered;
}

}  // namespace mallctl::importers
