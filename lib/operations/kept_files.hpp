// Files that are kept for later runs, in directories that nobody else may write to.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

namespace mallctl::operations {

// Whether it is a directory of ours (of anybody, for root: it may use that of a cluster's user) that only its
// owner may write to: whoever could write there could send people anywhere.
bool is_private(const std::filesystem::path& directory);

// Makes it (mode 0700) where its parent exists; false where it is not private in the end.
bool make_private(const std::filesystem::path& directory);

// A name that no other process or thread uses, ending in ".tmp".
std::filesystem::path temporary_beside(const std::filesystem::path& path);

// Makes or replaces a file (mode 0600) as a whole: written under a temporary name, made durable, renamed.
// False, and nothing is left, where that cannot be done.
bool write_file(const std::filesystem::path& path, std::span<const std::byte> bytes);

}  // namespace mallctl::operations
