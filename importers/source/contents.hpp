// What is in a source, layer by layer, before anything is made of it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/geometry.hpp"

namespace mallctl::importers {

struct LayerContents {
    std::string name;
    std::string crs;                            // "EPSG:25832"; empty: not stated, or that of the file
    std::map<std::string, std::int64_t> types;  // what is on it: "LWPOLYLINE", "Polygon", "way" -> how many
    std::optional<core::Box> extent;            // in the source's own coordinates
    std::vector<std::string> columns;           // of a table, or keys of properties; sorted
    std::vector<std::string> texts;             // a few samples of what is written on it
    bool hidden = false;                        // frozen or off in a drawing

    std::int64_t total() const;

    // Makes the extent hold the point; one that is not finite is left out.
    void add(core::Point point);

    // A sample, on one line and of 60 characters at most; the first five different ones are kept.
    void add_text(std::string_view text);
};

struct FileContents {
    std::string file;    // its path, or "ARCHIVE: ENTRY"
    std::string format;  // "dxf", "dwg", "geojson", "imdf", "osm", "gpkg", ...
    std::vector<std::pair<std::string, std::string>> facts;  // "units" -> "mm", "crs" -> "EPSG:4326", ...
    std::vector<LayerContents> layers;                       // by name, where the file does not order them
    std::map<std::string, std::int64_t> blocks;              // of a drawing: inserted how often

    // Of all layers.
    std::optional<core::Box> extent() const;
};

}  // namespace mallctl::importers
