// Buildings, levels and what lies on them.
#pragma once

#include <vector>

#include "importers/imdf/draft.hpp"

namespace mallctl::importers::imdf {

using Features = std::vector<features::Feature>;

// In this order: each refers to those before it.
void read_buildings(const Features& buildings, const Features& footprints, Draft& draft);
void read_levels(const Features& levels, Draft& draft);
void read_units(const Features& units, Draft& draft);
void read_openings(const Features& openings, Draft& draft);
void read_areas(const Features& fixtures, const Features& kiosks, const Features& sections, Draft& draft);
void read_amenities(const Features& amenities, Draft& draft);
void read_occupants(const Features& anchors, const Features& occupants, Draft& draft);

}  // namespace mallctl::importers::imdf
