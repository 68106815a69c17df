// Where a mall directory keeps its floor plan.
#pragma once

#include <filesystem>
#include <optional>

namespace mallctl::cli {

// DIRECTORY/plan, where it holds a plan: a mall begins with a folder that has none yet, only a mapping and
// notes that say how to read one. Nothing where there is none, or it cannot be read.
std::optional<std::filesystem::path> plan_folder(const std::filesystem::path& directory);

}  // namespace mallctl::cli
