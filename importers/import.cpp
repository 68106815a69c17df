#include <fmt/format.h>

#include <algorithm>

#include "core/error.hpp"
#include "importers/azure/azure.hpp"
#include "importers/drawing/assemble.hpp"
#include "importers/dwg/dwg.hpp"
#include "importers/dwg/version.hpp"
#include "importers/dxf/dxf.hpp"
#include "importers/feature_files.hpp"
#include "importers/gather.hpp"
#include "importers/imdf/imdf.hpp"
#include "importers/importer.hpp"
#include "importers/request.hpp"
#include "importers/zip_files.hpp"

namespace mallctl::importers {

namespace fs = std::filesystem;

namespace {

// Campuses of a hundred buildings have some hundreds.
constexpr std::size_t max_levels = 2000;

core::Error mixed(const fs::path& a, const fs::path& b) {
    return {core::Fault::usage, fmt::format("{} and {} are of different formats", a.string(), b.string()),
            "name the files of one format only"};
}

std::vector<fs::path> paths_of(const std::vector<Candidate>& candidates, Kind kind) {
    std::vector<fs::path> paths;
    for (const Candidate& candidate : candidates) {
        if (candidate.kind == kind) paths.push_back(candidate.path);
    }
    return paths;
}

std::vector<SourceFile> read_all(const std::vector<fs::path>& paths) {
    std::vector<SourceFile> files;
    std::size_t total = 0;
    for (const fs::path& path : paths) {
        files.push_back(read_source(path));
        total += files.back().text.size();
        if (total > max_total_size) {
            throw rejected(
                fmt::format("the files up to {} are larger than {} MiB", path.string(), max_total_size >> 20),
                "name only the files of the plan");
        }
    }
    return files;
}

std::optional<fs::path> azure_manifest(const std::vector<fs::path>& json) {
    for (const fs::path& path : json) {
        if (path.filename() != "manifest.json" && json.size() > 1) continue;
        if (azure::looks_like_azure_manifest(read_source(path).text)) return path;
    }
    return std::nullopt;
}

// Text DXF, or DWG.
drawing::Drawing read_drawing(const fs::path& file) {
    if (dwg::looks_like_dwg(read_beginning(file))) return dwg::read_drawing(file, dxf::read_drawing);
    return dxf::read_drawing(file);
}

ImportResult read_drawings(const std::vector<fs::path>& drawings, const ImportRequest& request) {
    std::optional<mapping::Mapping> mapping = find_mapping(request);
    if (!mapping) {
        throw core::Error(
            core::Fault::usage,
            fmt::format("{} is a drawing, which says neither where it lies nor what its layers are",
                        drawings.front().string()),
            fmt::format(
                "describe it in a mapping.yaml beside it, or name one with --mapping; 'mallctl inspect {} "
                "--suggest-mapping' writes a first one",
                drawings.front().string()));
    }
    if (!mapping->georeference && !request.crs.empty())
        mapping->georeference = mapping::CrsReference{request.crs};
    return drawing::read_by_rules(drawings, *mapping, read_drawing);
}

// An IMDF manifest.json stands for its folder.
std::vector<fs::path> with_neighbours(const std::vector<fs::path>& json) {
    if (json.size() != 1 || json.front().filename() != "manifest.json") return json;
    std::vector<fs::path> all;
    for (const fs::path& path : list_folder(json.front().parent_path())) {
        if (is_json_name(path.filename().string())) all.push_back(path);
    }
    return all;
}

bool is_osm(const Candidate& candidate) {
    return candidate.kind == Kind::osm_xml || candidate.kind == Kind::osm_pbf;
}

ImportResult read_osm(const std::vector<Candidate>& candidates) {
    std::vector<OsmFile> files;
    for (const Candidate& candidate : candidates)
        files.push_back({read_source(candidate.path), candidate.kind == Kind::osm_pbf});
    return read_osm_files(files);
}

ImportResult read_tables(const std::vector<Candidate>& candidates, const ImportRequest& request) {
    std::vector<ogr::Table> tables;
    for (const Candidate& candidate : candidates) {
        ogr::Table& table = tables.emplace_back();
        table.file = read_source(candidate.path);
        if (candidate.kind != Kind::shapefile) continue;
        for (const fs::path& part : parts_of_shapefile(candidate.path))
            table.parts.push_back(read_source(part));
    }
    return read_tables(*table_format(candidates.front().kind), tables, request, find_mapping(request));
}

// Files of one format only: two of them are no one plan. XML and PBF are one format, as drawings are.
void require_one_format(const std::vector<Candidate>& candidates) {
    const auto family = [](const Candidate& candidate) {
        if (is_osm(candidate)) return Kind::osm_xml;
        return candidate.kind == Kind::dwg ? Kind::dxf : candidate.kind;
    };
    for (const Candidate& candidate : candidates) {
        if (family(candidate) != family(candidates.front()))
            throw mixed(candidates.front().path, candidate.path);
    }
}

ImportResult read_plain(const std::vector<Candidate>& candidates, const ImportRequest& request) {
    const std::vector<fs::path> json = paths_of(candidates, Kind::json);
    if (const auto manifest = azure_manifest(json)) return azure::read_azure(*manifest, read_drawing);
    require_one_format(candidates);
    if (is_osm(candidates.front())) return read_osm(candidates);
    if (table_format(candidates.front().kind)) return read_tables(candidates, request);
    std::vector<fs::path> drawings = paths_of(candidates, Kind::dxf);
    const std::vector<fs::path> dwg = paths_of(candidates, Kind::dwg);
    drawings.insert(drawings.end(), dwg.begin(), dwg.end());
    if (json.empty()) return read_drawings(drawings, request);

    const std::vector<fs::path> files = with_neighbours(json);
    if (imdf::looks_like_imdf(files)) return imdf::read_imdf(read_all(files));
    const bool named =
        std::all_of(candidates.begin(), candidates.end(), [](const Candidate& it) { return it.named; });
    return read_geojson_files(read_all(json), named, request, find_mapping(request));
}

// In a folder with a mapping, the files that it names are the plan.
std::vector<Candidate> chosen(const std::vector<Candidate>& candidates, const ImportRequest& request) {
    const bool found =
        std::any_of(candidates.begin(), candidates.end(), [](const Candidate& it) { return !it.named; });
    if (!found) return candidates;
    const std::optional<mapping::Mapping> mapping = find_mapping(request);
    if (!mapping || mapping->files.empty()) return candidates;
    std::vector<Candidate> kept;
    for (const Candidate& candidate : candidates) {
        if (candidate.named || mapping->file_rule(candidate.path) != nullptr) kept.push_back(candidate);
    }
    return kept.empty() ? candidates : kept;
}

}  // namespace

ImportResult import_plan(const ImportRequest& request) {
    const Gathered gathered = gather(request.sources);
    const std::vector<Candidate> candidates = chosen(gathered.candidates, request);
    const std::vector<fs::path> archives = paths_of(candidates, Kind::zip);
    ImportResult result;
    if (archives.empty()) {
        result = read_plain(candidates, request);
    } else if (candidates.size() == 1) {
        result = read_zip(archives.front(), request);
    } else {
        const auto other = std::find_if(candidates.begin(), candidates.end(),
                                        [&](const Candidate& it) { return it.path != archives.front(); });
        throw core::Error(
            core::Fault::usage,
            fmt::format("{} is an archive and {} is beside it: which is the plan?", archives.front().string(),
                        other == candidates.end() ? "another source" : other->path.string()),
            "name one of them");
    }
    note_ignored(result, gathered.ignored);
    if (request.max_rms_m) require_rms(result.georeference, *request.max_rms_m);
    if (result.plan.levels.size() > max_levels) {
        throw rejected(
            fmt::format("{} has more than {} levels", request.sources.front().string(), max_levels),
            "check what it calls a level, or import its buildings one by one");
    }
    return result;
}

}  // namespace mallctl::importers
