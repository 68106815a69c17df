// A drawing package's manifest.json as values.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostic.hpp"
#include "importers/drawing/assemble.hpp"
#include "importers/mapping/mapping.hpp"

namespace mallctl::importers::azure {

struct AzureOccupant {
    std::string name;
    std::string hours;
    std::string phone;
    std::string website;
};

struct AzureUnit {
    std::string name;       // as on the label
    std::string category;   // as in the manifest; the vertical penetration's where there is one
    std::string direction;  // "lowToHigh", "highToLow", "both", "closed" or empty
    bool non_public = false;
    bool routable = true;
    std::optional<bool> open_area;
    std::vector<AzureOccupant> occupants;
};

struct AzureZone {
    std::string name;
    std::string category;
};

struct AzureManifest {
    std::vector<drawing::LevelSource> levels;  // files as named, not yet looked for
    mapping::Mapping mapping;                  // georeference, building name, layers
    std::vector<AzureUnit> units;
    std::vector<AzureZone> zones;
    core::Diagnostics findings;
};

// Throws core::Error(rejected) as read_azure says, with every fault of the manifest as a finding. Limits: 16
// MiB, 64 levels of nesting.
AzureManifest parse_azure_manifest(std::string_view json, const std::filesystem::path& file);

// "room.office" -> "office", "verticalPenetration.stairs" -> "stairs". A category without a counterpart in
// IMDF keeps its last part, in lower case.
std::string imdf_category(std::string_view azure_category);

}  // namespace mallctl::importers::azure
