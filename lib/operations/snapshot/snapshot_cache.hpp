// Snapshots beside the database, for when it is away: files <directory>/<database>/<mall id>.snapshot.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

#include "operations/artifact_cache.hpp"
#include "operations/snapshot.hpp"

namespace mallctl::operations {

class SnapshotCache {
  public:
    // Keeps nothing.
    SnapshotCache() = default;
    // `database` tells the malls of one from those of another that has the same data directory: any text that
    // is always the same for it; only its digest is written. Directories are made when something is to be
    // kept; those that others than their owner may write to are not used. `artifacts` must keep what the
    // snapshots refer to. Files of all databases together take at most `most_bytes`.
    SnapshotCache(const std::filesystem::path& directory, std::string_view database, ArtifactCache artifacts,
                  std::uint64_t most_bytes = default_most_bytes);

    static constexpr std::uint64_t default_most_bytes = std::uint64_t{4} << 30;

    // The malls of all files that can be read, by slug: damaged ones and those of other programs are passed
    // over. Reads each file once.
    std::vector<catalog::Mall> list() const;

    // Throws core::Error(rejected) for a damaged file, core::Error(unreachable) where there is none.
    std::shared_ptr<const Snapshot> load(const core::Uuid& mall) const;

    // Writes the file of its mall, in place of the one before; false where it cannot be kept (a full disk) or
    // would be larger than 256 MiB. Beyond the cap those files are removed that nobody has kept or loaded for
    // the longest time, of whatever database.
    bool keep(const Snapshot& snapshot) const;

    // Removes the files of all other malls, and what writers left that were killed.
    void keep_only(const std::vector<core::Uuid>& malls) const;

  private:
    std::filesystem::path file_of(const core::Uuid& mall) const;
    void sweep(const std::filesystem::path& spared) const;

    std::filesystem::path root_;
    std::filesystem::path directory_;  // empty: nothing is kept
    ArtifactCache artifacts_;
    std::uint64_t most_bytes_ = default_most_bytes;
};

}  // namespace mallctl::operations
