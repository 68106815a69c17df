// What `check` looks at when it is given files: floor plans, manifests, or whole mall directories.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/diagnostic.hpp"
#include "importers/importer.hpp"
#include "plan/model.hpp"
#include "plan/repair.hpp"

namespace mallctl::cli {

struct CheckSources {
    std::vector<std::filesystem::path> plans;      // for importers::import_plan
    std::vector<std::filesystem::path> manifests;  // for catalog::ManifestReader
};

// A directory with a mall.yaml is its manifests and, where there is a plan in it, its plan/; a YAML, CSV,
// JSON Lines or XLSX file is a manifest, but mapping.yaml is none, and so is a JSON file that holds an array,
// or an object with "kind" or the key of a row; all else is a floor plan. Throws core::Error(usage) for two
// mall directories.
CheckSources sort_sources(const std::vector<std::string>& paths);

struct CheckedFiles {
    plan::Plan plan;  // empty where there is none, or an error stopped it
    core::Diagnostics findings;
    std::map<std::string, std::string> notes;  // of the plan's reader
};

// Reads and checks everything, and the manifests against the plan. `request` has the options of the reader.
// Throws core::Error(rejected) for a source that is no plan at all. File names in findings are relative to
// the working directory where they can be.
CheckedFiles check_files(const CheckSources& sources, importers::ImportRequest request,
                         const plan::RepairOptions& repair);

}  // namespace mallctl::cli
