#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/error.hpp"
#include "importers/archive/archive.hpp"
#include "importers/azure/azure.hpp"
#include "importers/dxf/dxf.hpp"
#include "importers/gather.hpp"
#include "importers/geojson/geojson.hpp"
#include "importers/imdf/imdf.hpp"
#include "importers/importer.hpp"
#include "importers/osm/osm.hpp"
#include "projection/transform.hpp"

namespace mallctl::importers {

namespace fs = std::filesystem;

namespace {

core::Error rejected(const std::string& message, const std::string& advice) {
    return {core::Fault::rejected, message, advice};
}

// Campuses of a hundred buildings have some hundreds.
constexpr std::size_t max_levels = 2000;

core::Error mixed(const fs::path& a, const fs::path& b) {
    return {core::Fault::usage, fmt::format("{} and {} are of different formats", a.string(), b.string()),
            "name the files of one format only"};
}

std::optional<mapping::Mapping> find_mapping(const ImportRequest& request) {
    if (request.mapping) return mapping::read_mapping(*request.mapping);
    const fs::path& first = request.sources.front();
    const fs::path beside = (fs::is_directory(first) ? first : first.parent_path()) / "mapping.yaml";
    if (!fs::exists(beside)) return std::nullopt;
    return mapping::read_mapping(beside);
}

// Nothing for longitude and latitude, which need no projection.
features::Project projection_of(const std::string& crs) {
    if (crs.empty() || crs == "EPSG:4326" || crs == "OGC:CRS84") return {};
    return [transform = std::make_shared<projection::Transform>(crs)](core::Point point) {
        return transform->to_geographic(point);
    };
}

void note_ignored(ImportResult& result, const std::vector<std::string>& names) {
    if (names.empty()) return;
    std::string& note = result.notes["ignored files"];
    for (const std::string& name : names) note += (note.empty() ? "" : ", ") + name;
}

ImportResult read_osm_features(std::vector<features::Collection>& collections) {
    core::Diagnostics findings;
    const std::vector<osm::Element> elements = osm::elements_of(collections, findings);
    ImportResult result = osm::make_plan(elements, collections.front().label());
    result.findings.insert(result.findings.begin(), findings.begin(), findings.end());
    return result;
}

// GeoJSON files; other JSON is refused where the user named it, and ignored where it was found.
ImportResult read_geojson_files(std::vector<SourceFile> files, bool named, const ImportRequest& request,
                                const std::optional<mapping::Mapping>& mapping) {
    const features::Project project = projection_of(request.crs);
    std::vector<features::Collection> collections;
    std::vector<std::string> ignored;
    for (SourceFile& file : files) {
        features::Collection collection(std::move(file));
        if (named || collection.is_geojson()) {
            collection.open(project);
            collections.push_back(std::move(collection));
        } else {
            ignored.push_back(collection.path().filename().string());
        }
    }
    if (collections.empty()) {
        throw rejected(fmt::format("{} holds no GeoJSON", request.sources.front().string()),
                       readable_formats);
    }
    const bool has_rules = mapping && !mapping->layers.empty();
    ImportResult result = !has_rules && osm::looks_like_osm(collections)
                              ? read_osm_features(collections)
                              : geojson::read_geojson(collections, mapping ? &*mapping : nullptr);
    note_ignored(result, ignored);
    return result;
}

bool is_json_name(const std::string& name) {
    const fs::path extension = fs::path(name).extension();
    return extension == ".geojson" || extension == ".json";
}

ImportResult read_zip(const fs::path& path, const ImportRequest& request) {
    archive::Contents contents = archive::read_archive(path, is_json_name);
    std::vector<fs::path> paths;
    for (const SourceFile& file : contents.files) paths.push_back(file.path);
    ImportResult result;
    if (imdf::looks_like_imdf(paths)) {
        result = imdf::read_imdf(std::move(contents.files));
    } else if (std::any_of(contents.files.begin(), contents.files.end(), [](const SourceFile& file) {
                   return azure::looks_like_azure_manifest(file.text);
               })) {
        throw rejected(fmt::format("archive {} is a drawing package", path.string()),
                       "unpack it and name its manifest.json, with a DXF beside each DWG");
    } else if (contents.files.empty()) {
        throw rejected(fmt::format("archive {} holds neither IMDF nor GeoJSON", path.string()),
                       "plans in an archive are IMDF, or one GeoJSON file a level");
    } else {
        result = read_geojson_files(std::move(contents.files), false, request, find_mapping(request));
    }
    note_ignored(result, contents.skipped);
    return result;
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

ImportResult read_drawings(const std::vector<fs::path>& drawings, const ImportRequest& request) {
    std::optional<mapping::Mapping> mapping = find_mapping(request);
    if (!mapping) {
        throw core::Error(
            core::Fault::usage,
            fmt::format("{} is a drawing, which says neither where it lies nor what its layers are",
                        drawings.front().string()),
            "describe it in a mapping.yaml beside it, or name one with --mapping");
    }
    if (!mapping->georeference && !request.crs.empty())
        mapping->georeference = mapping::CrsReference{request.crs};
    return dxf::read_dxf(drawings, *mapping);
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

// Extracts that overlap hold the same elements: the first of each counts.
ImportResult read_osm(const std::vector<Candidate>& candidates) {
    std::vector<osm::Element> elements;
    std::set<std::string> seen;
    for (const Candidate& candidate : candidates) {
        for (osm::Element& element :
             osm::read_elements(read_source(candidate.path), candidate.kind == Kind::osm_pbf)) {
            if (seen.insert(element.id).second) elements.push_back(std::move(element));
        }
    }
    return osm::make_plan(elements, candidates.front().path.string());
}

bool is_osm(const Candidate& candidate) {
    return candidate.kind == Kind::osm_xml || candidate.kind == Kind::osm_pbf;
}

ImportResult read_plain(const std::vector<Candidate>& candidates, const ImportRequest& request) {
    if (const auto osm = std::find_if(candidates.begin(), candidates.end(), is_osm);
        osm != candidates.end()) {
        const auto other = std::find_if_not(candidates.begin(), candidates.end(), is_osm);
        if (other != candidates.end()) throw mixed(osm->path, other->path);
        return read_osm(candidates);
    }
    const std::vector<fs::path> drawings = paths_of(candidates, Kind::dxf);
    const std::vector<fs::path> json = paths_of(candidates, Kind::json);
    if (const auto manifest = azure_manifest(json)) return azure::read_azure(*manifest, dxf::read_drawing);
    if (!drawings.empty() && !json.empty()) throw mixed(drawings.front(), json.front());
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
