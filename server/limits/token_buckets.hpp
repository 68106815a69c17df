// How often each of many callers may ask: one bucket of tokens a caller, in bounded memory.
//
// The generic cell rate algorithm (ITU-T I.371, annex A): of each caller only the instant is kept at which
// its bucket is full again, which says the same as a token bucket with a count and a time of its last
// filling.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace mallctl::server::limits {

// `burst` requests at once, and `per_second` on and on. Both are over 0.
struct Allowance {
    double per_second = 1;
    double burst = 1;
};

class TokenBuckets {
  public:
    using Clock = std::chrono::steady_clock;

    // Keeps at most about `callers` buckets. A full bucket is as good as none and is forgotten; when more
    // than that are not full, those that are the fullest are forgotten first: whoever has asked most stays
    // known.
    explicit TokenBuckets(std::size_t callers = 100'000);

    // Takes a token of the caller: zero, or how long to wait until there is one again (then none was taken).
    // Safe from every thread. O(1); O(callers / 16) when many new callers come at once.
    std::chrono::milliseconds take(std::string_view caller, const Allowance& allowance,
                                   Clock::time_point now);

    // How long the caller has to wait for a token; zero where there is one. Takes none.
    std::chrono::milliseconds wait(std::string_view caller, const Allowance& allowance,
                                   Clock::time_point now) const;

    // How many buckets are kept.
    std::size_t size() const;

  private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    // By caller: when its bucket is full again.
    using Buckets = std::unordered_map<std::string, Clock::time_point, Hash, std::equal_to<>>;
    struct Shard {
        mutable std::mutex mutex;
        Buckets full_at;
    };

    Shard& shard_of(std::string_view caller);
    const Shard& shard_of(std::string_view caller) const;
    void make_room(Buckets& buckets, Clock::time_point now) const;

    std::size_t most_in_a_shard_;
    std::array<Shard, 16> shards_;
};

}  // namespace mallctl::server::limits
