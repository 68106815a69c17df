// What a file is, told from its first bytes and never from its name.
#pragma once

#include <string>
#include <string_view>

namespace mallctl::importers {

enum class Kind { zip, json, dxf, dwg, osm_xml, osm_pbf, gpkg, shapefile, flatgeobuf, other };

struct Sniffed {
    Kind kind = Kind::other;
    std::string what;    // of Kind::other: "a JPEG image", "text", "data of an unknown kind"
    std::string advice;  // of Kind::other: the way out
};

// Advice for who named something else.
inline constexpr const char* readable_formats =
    "plans are read from IMDF, GeoJSON, OpenStreetMap (XML, PBF), GeoPackage, shapefiles, FlatGeobuf, and "
    "DXF and DWG with a mapping";

// `beginning`: the first 512 bytes, or all of a shorter file.
Sniffed sniff(std::string_view beginning);

}  // namespace mallctl::importers
