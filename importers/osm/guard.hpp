// What is looked at before a file of OpenStreetMap reaches GDAL.
#pragma once

#include <string>

#include "importers/source/source.hpp"

namespace mallctl::importers::osm {

// Throws core::Error(rejected) for XML that declares entities (no such file needs one, and they can make a
// small one huge).
void check_xml(const SourceFile& file);

// Walks the blobs of a PBF file (wiki.openstreetmap.org/wiki/PBF_Format). Throws core::Error(rejected) when
// it is cut short, is no PBF, or its blobs say that they unpack to more than max_total_size.
void check_pbf(const SourceFile& file);

// An XML file with its elements in the order that GDAL needs, nodes before ways before relations, as they
// come from Overpass in any. The same text where they are in order or where it is not the XML expected.
std::string in_order(const std::string& xml);

}  // namespace mallctl::importers::osm
