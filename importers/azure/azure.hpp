// Drawing packages of Azure Maps Creator (retired in September 2025): a manifest.json beside the drawings of
// a facility. learn.microsoft.com/azure/azure-maps/drawing-requirements, manifest versions 1.1 and 2.0.
#pragma once

#include <filesystem>
#include <string_view>

#include "importers/drawing/drawing.hpp"
#include "importers/importer.hpp"

namespace mallctl::importers::azure {

// True when `json` is an object with "version" and "buildingLevels": what tells a manifest from other JSON.
bool looks_like_azure_manifest(std::string_view json);

// Reads the manifest and the drawings it names, by `read`. Where there is a DXF of the same stem as a DWG
// (case-insensitively, in the same folder), that is read instead; a drawing that is not there is
// core::Error(rejected).
// Drawing (0, 0) lies at georeference.lat/lon.
//
// - A level's short name is its levelName; one of more than eight characters becomes its ordinal.
// - Unit categories: "room.office" -> "office", "verticalPenetration.stairs" -> "stairs", ...; one without an
// IMDF counterpart keeps its last part.
// - A unit's label is both its number and its name; nameAlt and nameSubtitle have no place in the plan.
// nonPublic -> restriction "employeesonly".
// - occupants -> plan occupants; zones -> sections; isOpenArea: see open_areas.hpp.
//
// Faults of the manifest are core::Error(rejected): P015 drawing absent, P016 not JSON, P017 required field
// missing, P019 two levels with one ordinal, P020 latitude, longitude or angle out of range. Findings beside
// those of drawing::assemble: P005 two property records for one unit, P006 a record that matches no label.
ImportResult read_azure(const std::filesystem::path& manifest, const drawing::ReadDrawing& read);

}  // namespace mallctl::importers::azure
