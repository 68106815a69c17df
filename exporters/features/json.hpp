// The plan's values as JSON. Coordinates are written to 1e-9 degrees (0.1 mm), which is what tells two plans
// apart (plan/content.hpp): what is exported reads back as the same plan.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/geometry.hpp"
#include "core/names.hpp"

namespace mallctl::exporters::features {

using Json = nlohmann::ordered_json;

// [longitude, latitude].
Json position(core::Point point);

// Geometry objects of RFC 7946 section 3.1. Of several polygons or lines a Multi geometry, of one a single
// one; of none null.
Json geometry(core::Point point);
Json geometry(const core::LineString& line);
Json geometry(const core::MultiLineString& lines);
Json geometry(const core::MultiPolygon& area);

// {"en": "Hall"}, a name without a language under "und" (BCP 47, undetermined); null where there is none.
Json labels(const core::Names& names);

// A text, or null for an empty one.
Json text_or_null(const std::string& text);

// A list, or null for an empty one.
Json list_or_null(const std::vector<std::string>& texts);

// {"type": "FeatureCollection", "features": [...]} as text, a feature a line, so that versions can be
// compared line by line. `name`: of the collection, or empty.
std::string collection(const std::vector<Json>& features, const std::string& name = {});

}  // namespace mallctl::exporters::features
