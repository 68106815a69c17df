// The bytes of a drawing, once it is known that they are text DXF.
#pragma once

#include <filesystem>
#include <string>

namespace mallctl::importers::dxf {

// Throws core::Error(failed) for a file that does not exist and core::Error(rejected), saying what the file
// is and the way out, for a folder, an empty or too large file and every content that is not text DXF. A byte
// order mark is taken off.
std::string read_dxf_bytes(const std::filesystem::path& file);

}  // namespace mallctl::importers::dxf
