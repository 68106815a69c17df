// Plans in a zip.
#pragma once

#include <filesystem>

#include "importers/importer.hpp"

namespace mallctl::importers {

// Reads an archive in place: IMDF, GeoJSON files, files of OpenStreetMap, or tables of one format. Throws as
// archive::read_archive and the readers, and core::Error(rejected) for an archive of none or two of these.
ImportResult read_zip(const std::filesystem::path& path, const ImportRequest& request);

// ".geojson" or ".json".
bool is_json_name(const std::string& name);

}  // namespace mallctl::importers
