// Findings as GeoJSON (RFC 7946): each fault's shape, to lay over the plan in any map program.
#pragma once

#include <string>

#include "exporters/findings/report.hpp"

namespace mallctl::exporters {

// A FeatureCollection with a feature for each finding: its shape, else its place as a point, else no
// geometry. Properties: code, severity, message, advice, level, feature, file, line, and with a baseline
// "known".
std::string findings_geojson(const FindingsReport& report);

}  // namespace mallctl::exporters
