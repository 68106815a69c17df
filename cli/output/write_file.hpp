// Files that appear whole or not at all.
#pragma once

#include <filesystem>
#include <string>

namespace mallctl::cli {

// Writes under a temporary name beside `path`, which a signal removes, and renames. A device or a pipe is
// written to. Throws core::Error(failed).
void write_file(const std::filesystem::path& path, const std::string& text);

}  // namespace mallctl::cli
