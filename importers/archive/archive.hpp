// Zip archives, read in place: nothing is unpacked to disk.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "importers/source/source.hpp"

namespace mallctl::importers::archive {

struct Limits {
    std::uint64_t entries = max_files;
    std::uint64_t entry_size = std::uint64_t{128} << 20;  // unpacked, in bytes
    std::uint64_t total_size = max_total_size;            // unpacked, in bytes, of the entries that are read
    // Unpacked to packed size, asked of entries over 1 MiB. GeoJSON packs 5 to 30 times; deflate ends at
    // 1032.
    std::uint64_t ratio = 200;
    int depth = 16;  // folders in a name
};

struct Contents {
    std::vector<SourceFile> files;     // in the order of their names
    std::vector<std::string> skipped;  // names of entries that `wanted` declined; litter is left out
};

// Reads the entries whose name `wanted` accepts. Sizes are checked before and while unpacking, checksums
// after. Throws core::Error(failed) when the file cannot be read, and core::Error(rejected), naming file and
// entry, for an archive that is cut short, damaged, empty, encrypted or beyond a limit, and for one with a
// name that is absolute or steps out of the archive (".."), wanted or not. Format: PKWARE APPNOTE 6.3.
Contents read_archive(const std::filesystem::path& path,
                      const std::function<bool(const std::string&)>& wanted, const Limits& limits = {});

}  // namespace mallctl::importers::archive
