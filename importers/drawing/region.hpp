// A part of a drawing that is one floor of several.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/geometry.hpp"
#include "importers/drawing/drawing.hpp"
#include "importers/drawing/finding_log.hpp"
#include "importers/mapping/mapping.hpp"

namespace mallctl::importers::drawing {

struct Region {
    std::optional<core::Box> box;  // drawing units; empty: all of the drawing
    core::Point offset;            // drawing units: added to what is in the box

    // True when the middle of the box around the entity lies in the region's box, its lower and left side
    // included, so that boxes side by side share nothing; and for an entity without points.
    bool holds(const Entity& entity) const;
};

// Findings P089: layers that are read and have entities in none of the regions, or across the edge of one.
// Nothing where a region has no box.
void report_regions(const Drawing& drawing, const std::vector<Region>& regions,
                    const mapping::Mapping& mapping, FindingLog& log);

}  // namespace mallctl::importers::drawing
