// The files of a plan source as text in memory, wherever they came from: a folder, single files or an
// archive.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace mallctl::importers {

struct SourceFile {
    std::string label;           // for messages: "plans/unit.geojson", "IMDFData.zip: IMDFData/unit.geojson"
    std::filesystem::path path;  // where it is, or would be if the archive were unpacked beside itself
    std::string text;
};

// What one file may hold, and all files of an import together, in bytes: a mall of a thousand units takes
// about 2 MiB.
inline constexpr std::size_t max_file_size = std::size_t{512} << 20;
inline constexpr std::size_t max_total_size = std::size_t{512} << 20;

// Files of one folder tree that are looked at.
inline constexpr std::size_t max_files = 10'000;

// Reads a regular file whole. Throws core::Error(failed) when it cannot be read, (rejected) when it is larger
// than max_file_size.
SourceFile read_source(const std::filesystem::path& path);

// The first 512 bytes of a file, fewer where it is shorter. Throws core::Error(failed) when it cannot be
// read.
std::string read_beginning(const std::filesystem::path& path);

// The regular files of a folder and its subfolders, at most 8 deep, sorted by path, without what operating
// systems leave behind (is_litter). Links are not followed out of the folder. Throws core::Error(rejected)
// beyond max_files.
std::vector<std::filesystem::path> list_folder(const std::filesystem::path& folder);

// True for files that no one put there on purpose: anything below "__MACOSX", and names that begin with a dot
// (".DS_Store"), "Thumbs.db", "desktop.ini".
bool is_litter(const std::filesystem::path& path);

}  // namespace mallctl::importers
