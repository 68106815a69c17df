// One layer of a table as GeoJSON.
#pragma once

#include <functional>
#include <string>

#include "core/diagnostic.hpp"
#include "core/geometry.hpp"
#include "importers/mapping/mapping.hpp"
#include "importers/ogr/ogr.hpp"

class OGRLayer;

namespace mallctl::importers::ogr {

// The layer as ogr.hpp says, its coordinates put through `place`. Findings: P003, P039. Throws
// core::Error(rejected), naming `origin` and the feature.
std::string read_layer(OGRLayer& layer, Format format, const std::string& origin,
                       const mapping::Mapping* mapping, const std::function<core::Point(core::Point)>& place,
                       core::Diagnostics& findings);

// See list_layers.
LayerContents contents_of(OGRLayer& layer, const std::string& name);

// The layer's name in UTF-8.
std::string name_of(OGRLayer& layer);

}  // namespace mallctl::importers::ogr
