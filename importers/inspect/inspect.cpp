#include "importers/inspect/inspect.hpp"

#include <utility>

#include "core/error.hpp"
#include "importers/archive/archive.hpp"
#include "importers/dwg/dwg.hpp"
#include "importers/dxf/dxf.hpp"
#include "importers/feature_files.hpp"
#include "importers/gather.hpp"
#include "importers/inspect/files.hpp"

namespace mallctl::importers::inspect {

namespace fs = std::filesystem;

namespace {

std::vector<SourceFile> parts_among(const fs::path& shapefile, const std::vector<SourceFile>& files) {
    std::vector<SourceFile> parts;
    for (const SourceFile& file : files) {
        if (ogr::is_part_of_shapefile(shapefile, file.path)) parts.push_back(file);
    }
    return parts;
}

// What is known of an entry without unpacking it to disk; drawings are read from files only.
FileContents of_entry(const SourceFile& file, Kind kind, const std::vector<SourceFile>& all) {
    if (kind == Kind::json) return of_json(file);
    if (kind == Kind::osm_xml || kind == Kind::osm_pbf) return of_osm(file, kind == Kind::osm_pbf);
    if (const auto format = table_format(kind)) return of_table(*format, {file, parts_among(file.path, all)});
    if (kind == Kind::dwg) return of_dwg(file.label, file.text, "unpack it");
    FileContents contents;
    contents.file = file.label;
    contents.format = kind == Kind::dxf ? "dxf" : "zip";
    contents.facts = {{"layers", "not shown of a file in an archive: unpack it"}};
    return contents;
}

void add_archive(const fs::path& path, std::vector<FileContents>& result) {
    const archive::Contents contents = archive::read_archive(path, [](const std::string&) { return true; });
    for (const SourceFile& file : contents.files) {
        const Kind kind = sniff(std::string_view(file.text).substr(0, 512)).kind;
        bool is_part = kind == Kind::other;
        for (const SourceFile& other : contents.files)
            is_part = is_part || ogr::is_part_of_shapefile(other.path, file.path);
        if (!is_part) result.push_back(of_entry(file, kind, contents.files));
    }
}

// Without a reader for its release a DWG still says which one it is.
FileContents of_dwg_file(const fs::path& path) {
    try {
        return of_drawing(path.string(), dwg::read_drawing(path, dxf::read_drawing));
    } catch (const core::Error& error) {
        if (error.fault() != core::Fault::rejected) throw;
        return of_dwg(path.string(), read_beginning(path), error.advice());
    }
}

FileContents of_candidate(const Candidate& candidate) {
    const std::string label = candidate.path.string();
    if (candidate.kind == Kind::dxf) return of_drawing(label, dxf::read_drawing(candidate.path));
    if (candidate.kind == Kind::dwg) return of_dwg_file(candidate.path);
    if (candidate.kind == Kind::json) return of_json(read_source(candidate.path));
    if (const auto format = table_format(candidate.kind)) {
        ogr::Table table{read_source(candidate.path), {}};
        if (candidate.kind == Kind::shapefile) {
            for (const fs::path& part : parts_of_shapefile(candidate.path))
                table.parts.push_back(read_source(part));
        }
        return of_table(*format, table);
    }
    return of_osm(read_source(candidate.path), candidate.kind == Kind::osm_pbf);
}

}  // namespace

std::vector<FileContents> inspect(const std::vector<fs::path>& sources) {
    std::vector<FileContents> result;
    for (const Candidate& candidate : gather(sources).candidates) {
        if (candidate.kind == Kind::zip) {
            add_archive(candidate.path, result);
        } else {
            result.push_back(of_candidate(candidate));
        }
    }
    return result;
}

}  // namespace mallctl::importers::inspect
