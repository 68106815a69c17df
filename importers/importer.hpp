// Floor-plan sources in, one Plan out. A reader knows its format and nothing of databases.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/diagnostic.hpp"
#include "importers/georeferencing.hpp"
#include "plan/model.hpp"

namespace mallctl::importers {

struct ImportRequest {
    std::vector<std::filesystem::path> sources;  // files or folders, as the user gave them
    std::optional<std::filesystem::path>
        mapping;      // --mapping; else mapping.yaml beside the first source, where there is one
    std::string crs;  // --crs: of a source that does not say; empty: EPSG:4326
    std::optional<double> max_rms_m;  // --max-rms: control points that fit worse are an error
};

struct ImportResult {
    plan::Plan plan;  // without ids
    core::Diagnostics findings;
    std::map<std::string, std::string>
        notes;  // what a reader wants the user to know: "ignored files" -> "detail.geojson"
    std::optional<Georeferencing> georeference;  // where the source was placed by control points
};

// Detects the format from content, never from the name, and reads it whole. Throws core::Error(rejected)
// naming the file and the way out when it is none of ours, damaged, or holds what cannot be a plan (NaN, no
// level), and what require_rms throws; core::Error(failed) when a file does not exist. A source that begins
// "/vsi" or holds "://" is refused: nothing is ever fetched.
ImportResult import_plan(const ImportRequest& request);

}  // namespace mallctl::importers
