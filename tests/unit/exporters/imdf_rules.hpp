// What IMDF 1.0.0 asks of an archive, told from its files alone: a second opinion on what we write.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace mallctl::test {

// Every rule that the archive breaks, in words; empty for a valid one. Checked are ids (present, UUIDs, used
// once), feature_type, geometry class by feature type, the properties that the standard requires, references
// and their types, categories of units, label languages, one venue, one address, the manifest.
std::vector<std::string> imdf_faults(const std::filesystem::path& archive);

}  // namespace mallctl::test
