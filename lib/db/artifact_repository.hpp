// Artifacts: immutable bytes built from one version of a mall, named by their SHA-256.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/session.hpp"

namespace mallctl::db {

struct ArtifactInfo {
    std::string kind;           // "nav"
    std::string sha256;         // of the bytes
    std::string input_sha256;   // of what it was built from: the same input needs no rebuild
    std::int64_t version = 0;   // of the mall when it was built
    std::int64_t size = 0;
};

class ArtifactRepository {
  public:
    explicit ArtifactRepository(Transaction& transaction) : transaction_(transaction) {}

    std::optional<ArtifactInfo> find(std::string_view kind);
    // Throws core::Error(rejected) where they are not those of their SHA-256.
    std::optional<std::vector<std::byte>> bytes(std::string_view kind);
    void put(const ArtifactInfo& info, std::span<const std::byte> bytes);

  private:
    Transaction& transaction_;
};

}  // namespace mallctl::db
