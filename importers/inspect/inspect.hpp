// What is in floor-plan sources of any format, for people who do not know them yet.
#pragma once

#include <filesystem>
#include <vector>

#include "importers/source/contents.hpp"

namespace mallctl::importers::inspect {

// Each file that gather() finds in the sources, in its order; of an archive its entries. Reads no mapping and
// judges nothing: what import would refuse for its meaning is shown all the same. Throws what gather()
// throws, and core::Error(rejected) for a file that is damaged or over the limits of its reader.
std::vector<FileContents> inspect(const std::vector<std::filesystem::path>& sources);

}  // namespace mallctl::importers::inspect
