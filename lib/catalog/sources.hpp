// Which files a manifest is made of, and the raw rows in them.
#pragma once

#include <filesystem>
#include <istream>
#include <vector>

#include "catalog/fields.hpp"
#include "catalog/findings.hpp"
#include "catalog/raw.hpp"

namespace mallctl::catalog {

// The manifest files that a path stands for: itself, or those directly inside a directory, sorted by name.
// Throws core::Error(failed) when there is no such path.
std::vector<std::filesystem::path> manifest_files(const std::filesystem::path& path);

// The rows of one file, by its extension; `kind` as read_manifest's, null for none.
std::vector<RawRow> read_file(const std::filesystem::path& file, const Kind* kind, Findings& findings);

std::vector<RawRow> read_stream(std::istream& in, const Kind* kind, Findings& findings);

}  // namespace mallctl::catalog
