// What is the same for artifacts of every kind: when one is out of date, and how it is built and stored.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "catalog/model.hpp"
#include "core/diagnostic.hpp"
#include "db/session.hpp"
#include "operations/artifact_cache.hpp"

namespace mallctl::operations {

struct ArtifactKind {
    const char* name;   // "nav": of the table, the files and the verb build
    const char* title;  // "navigation graph"
    // The digest of what the artifact of the current version is built from; nothing where there is nothing to
    // build it from.
    std::optional<std::string> (*input)(db::Transaction& transaction);
    // Throws core::Error(rejected) for bytes that this program cannot read: of another layout, or damaged.
    void (*check)(std::span<const std::byte> bytes);
};

// How the artifact that is stored stands to what it is built from.
enum class ArtifactState {
    no_input,  // there is nothing to build from
    absent,    // none was ever built
    stale,     // it was built from something else
    fresh,
};

// Takes no look at the bytes.
ArtifactState artifact_state(db::Transaction& transaction, const ArtifactKind& kind);

// What is stored; nothing where there is none, or none that this program can read. O(size).
std::optional<std::vector<std::byte>> readable_bytes(db::Transaction& transaction, const ArtifactKind& kind);

struct BuildReport {
    bool rebuilt = false;  // false: it was up to date
    std::string sha256;
    std::int64_t size = 0;
    // Of a graph levels, of an index documents: built, and taken over from the artifact before. Both 0 where
    // nothing was built.
    std::size_t parts_built = 0;
    std::size_t parts_reused = 0;
    core::Diagnostics findings;  // of the levels that were built
};

// Makes the bytes of what was read; `previous` are those that are stored, empty for none that can be read.
using Builder = std::function<std::vector<std::byte>(std::span<const std::byte> previous, BuildReport&)>;
using ReadInput = std::function<Builder(db::Transaction& transaction, const catalog::Mall& mall)>;

// Reads, builds outside every transaction, so that others may write meanwhile, and then stores the artifact
// under the mall's lock, unless its input has changed by then: it is built anew then, three times at most.
// Nothing is written when the input has not changed and what is stored can be read. One program builds an
// artifact at a time: the others wait, and find it built. Throws core::Error(failed) for an unknown mall,
// (conflict) where the input would not stay or another one builds the artifact or holds the mall for as long
// as `lock_timeout`, (interrupted) where `stop` asks for it, and what `read` and its builder throw.
BuildReport build_artifact(db::Session& session, const std::string& mall_slug, const ArtifactKind& kind,
                           const ReadInput& read, std::chrono::milliseconds lock_timeout,
                           const std::stop_token& stop);

}  // namespace mallctl::operations
