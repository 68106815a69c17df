// Callers that were looked up a moment ago, so that a request with a credential waits for no database.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "access/principal.hpp"
#include "core/clock.hpp"
#include "operations/access/credentials.hpp"

namespace mallctl::server {

class CallerCache {
  public:
    // An entry is believed for so long even where the news of a change is lost.
    static constexpr std::chrono::seconds life{30};
    static constexpr std::size_t most = 50'000;

    // By the digest of the token; null where it is not known, or over. Safe from every thread, as all here.
    std::shared_ptr<const access::Principal> find(const std::string& digest, core::Instant now) const;

    // To be taken before a lookup and given to put(): what was looked up before clear() is not kept after it.
    std::uint64_t generation() const;
    void put(const std::string& digest, const operations::KnownCaller& caller, std::uint64_t generation);

    // Some right has changed.
    void clear();

  private:
    struct Entry {
        std::shared_ptr<const access::Principal> principal;
        std::chrono::steady_clock::time_point until;
        std::optional<core::Instant> expires;
    };

    mutable std::shared_mutex mutex_;
    std::unordered_map<std::string, Entry> entries_;
    std::uint64_t generation_ = 0;
};

}  // namespace mallctl::server
