// What a plan says and IMDF 1.0.0 does not: property "mallctl" of features, extension
// "imdf:extension:mallctl:plan#1.0.0" of the manifest. importers/imdf/extension.hpp reads it back.
#pragma once

#include "exporters/features/json.hpp"
#include "plan/model.hpp"

namespace mallctl::exporters::imdf {

using features::Json;

inline constexpr const char* extension_name = "imdf:extension:mallctl:plan#1.0.0";

// Of every feature: source_id; name, where labels cannot hold it.
Json extension_of(const plan::Feature& feature);

Json extension_of(const plan::Level& level);      // elevation_m, name, outline: false where it has none
Json extension_of(const plan::Unit& unit);        // ref, category, direction, display_point, edits
Json extension_of(const plan::Opening& opening);  // width_m, accessible, one_way, inferred

}  // namespace mallctl::exporters::imdf
