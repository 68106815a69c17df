// Plans that are features with properties: GeoJSON, OpenStreetMap and the tables of desktop systems.
#pragma once

#include <optional>
#include <vector>

#include "importers/importer.hpp"
#include "importers/mapping/mapping.hpp"
#include "importers/ogr/ogr.hpp"
#include "importers/sniff.hpp"
#include "importers/source/source.hpp"

namespace mallctl::importers {

// GeoJSON, by the rules of OpenStreetMap where its properties are such tags and the mapping has no layers.
// Other JSON is refused where the user `named` it, and ignored with a note where it was found.
ImportResult read_geojson_files(std::vector<SourceFile> files, bool named, const ImportRequest& request,
                                const std::optional<mapping::Mapping>& mapping);

// The same of tables.
ImportResult read_tables(ogr::Format format, const std::vector<ogr::Table>& tables,
                         const ImportRequest& request, const std::optional<mapping::Mapping>& mapping);

struct OsmFile {
    SourceFile file;
    bool pbf = false;
};

// Files of OpenStreetMap as one plan: of elements that several of them hold the first counts.
ImportResult read_osm_files(const std::vector<OsmFile>& files);

// The format of tables of this kind; nothing for any other kind.
std::optional<ogr::Format> table_format(Kind kind);

}  // namespace mallctl::importers
