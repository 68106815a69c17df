// The pieces of JSON that several answers share.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/change.hpp"
#include "core/geometry.hpp"
#include "operations/place.hpp"

namespace mallctl::operations {

using Json = nlohmann::ordered_json;

// The JSON as UTF-8 text, on one line or, with `indent`, by that many columns. Messages quote input and file
// names: a byte that is not UTF-8 becomes U+FFFD, where dump() alone would throw.
std::string to_text(const Json& json, int indent = -1);

// Lengths in m to centimetres, durations in s to tenths.
double round_m(double metres);
double round_s(double seconds);

// [longitude, latitude] to 1e-8 degrees, about a millimetre.
Json point_json(core::Point point);
Json line_json(const std::vector<core::Point>& points);

// The same appended, for answers that are written without a tree of values in between.
void append_metres(std::string& out, double metres);
void append_seconds(std::string& out, double seconds);
void append_point(std::string& out, core::Point point);
void append_line(std::string& out, const std::vector<core::Point>& points);
void append_texts(std::string& out, const std::vector<std::string>& texts);  // ["a","b"]

// {"added", "updated", "removed", "unchanged"}.
Json counts_json(const core::ChangeCounts& counts);

// A GeoJSON MultiPolygon geometry (RFC 7946 section 3.1.7).
Json multi_polygon_json(const core::MultiPolygon& polygons);

// The GeoJSON geometry of any of these; null for none.
Json geometry_json(const core::Geometry& geometry);

}  // namespace mallctl::operations
