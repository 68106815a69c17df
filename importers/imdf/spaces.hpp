// Buildings, levels and what lies on them.
#pragma once

#include "importers/imdf/class_features.hpp"
#include "importers/imdf/draft.hpp"

namespace mallctl::importers::imdf {

// In this order: each refers to those before it.
void read_buildings(Features buildings, Features footprints, Draft& draft);
void read_levels(Features levels, Draft& draft);
void read_units(Features units, Draft& draft);
void read_openings(Features openings, Draft& draft);
void read_areas(Features fixtures, Features kiosks, Features sections, Draft& draft);
void read_amenities(Features amenities, Draft& draft);
void read_occupants(Features anchors, Features occupants, Draft& draft);

}  // namespace mallctl::importers::imdf
