// What mallctl's own archives say beyond IMDF 1.0.0: property "mallctl" of features, and mallctl.geojson.
// exporters/imdf/extension.hpp writes it, under the manifest's extension "imdf:extension:mallctl:plan#1.0.0".
#pragma once

#include "importers/imdf/spaces.hpp"

namespace mallctl::importers::imdf {

// True for a manifest.json that names the extension.
bool has_extension(const features::Json& manifest);

// True for a feature of such an archive.
bool is_own(const features::Feature& feature);

// Lay what the extension says over what was read by IMDF's rules; nothing for a feature without it. Values
// out of range are left out: the archive may have been changed by hand. The first is for what every feature
// has: id, source id and name; Draft::fill calls it.
void restore(plan::Feature& target, const features::Feature& source);
void restore(plan::Level& target, const features::Feature& source);
void restore(plan::Unit& target, const features::Feature& source);
void restore(plan::Opening& target, const features::Feature& source);

// The name of the plan, where it is not that of the mall.
void restore(core::Names& plan_name, const features::Feature& venue);

// The features of mallctl.geojson: connectors, walls, and amenities and occupants that lie in no unit. After
// all spaces have been read. P052 for a reference to nothing.
void read_extension(Features features, Draft& draft);

}  // namespace mallctl::importers::imdf
