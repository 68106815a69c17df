// A snapshot as a file: mall, catalog, plan and what resolves them, and the names of its artifacts, which lie
// beside it in the artifact cache.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "operations/artifact_cache.hpp"
#include "operations/snapshot.hpp"

namespace mallctl::operations {

// Sections with checksums (core/sections.hpp). Their version follows from the members of all records, so
// that a program with others refuses the file. O(snapshot), with a digest of its artifacts.
std::vector<std::byte> write_snapshot(const Snapshot& snapshot);

// The mall that a file is of. Throws core::Error(rejected) for bytes that write_snapshot of this program did
// not make.
catalog::Mall read_mall(std::span<const std::byte> bytes);

// The snapshot again: an artifact that the cache does not hold is left out, and counts as stale. Throws as
// read_mall.
std::shared_ptr<const Snapshot> read_snapshot(std::span<const std::byte> bytes,
                                              const ArtifactCache& artifacts);

}  // namespace mallctl::operations
