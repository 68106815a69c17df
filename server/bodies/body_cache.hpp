// Answers made ahead of one snapshot: each once for as long as it holds, found without a lock.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "core/clock.hpp"
#include "server/http/ready_response.hpp"

namespace mallctl::server::bodies {

using ReadyPointer = std::shared_ptr<const http::ReadyResponse>;

// An answer that equals the one that would be made at any instant before `valid_until`.
struct MadeBody {
    http::ReadyParts parts;
    core::Instant valid_until = core::Instant::max();
};

// What an answer is to: a route, and its path and query in one form for all ways to write them. Equal keys
// have equal answers, whoever asks.
struct BodyKey {
    std::string_view route;
    std::string_view rest;
};

class BodyCache;

// Called for each answer that was made, to have it compressed.
using OnMade = std::function<void(std::shared_ptr<BodyCache> cache, BodyKey key)>;

class BodyCache : public std::enable_shared_from_this<BodyCache> {
  public:
    static constexpr std::size_t default_budget = std::size_t{4} << 20;

    // Keeps `budget` bytes of answers, those included that hold no more: memory is given back with the cache
    // as a whole. Beyond that it makes each answer anew, and is_full().
    explicit BodyCache(std::size_t budget = default_budget, OnMade on_made = {});
    ~BodyCache();
    BodyCache(const BodyCache&) = delete;
    BodyCache& operator=(const BodyCache&) = delete;

    // The answer that holds at `now`, else null. Takes no lock and no memory; O(1). What it returns stays
    // when the cache goes.
    ReadyPointer find(BodyKey key, core::Instant now) const;

    // As find; where there is none `make` makes it, once, however many ask at the same time. Throws what
    // `make` throws, and keeps nothing then.
    ReadyPointer get(BodyKey key, core::Instant now, const std::function<MadeBody()>& make);

    // Gives the answer that is kept for the key its compressed forms, where they are shorter: takes some
    // milliseconds, and is for a thread that has time. Nothing where there is no answer.
    void compress(BodyKey key);

    bool is_full() const { return bytes_.load(std::memory_order_relaxed) > budget_; }
    std::size_t bytes() const { return bytes_.load(std::memory_order_relaxed); }

  private:
    struct Entry {
        std::string route = {};
        std::string rest = {};
        core::Instant from = {};
        core::Instant until = {};
        ReadyPointer ready = {};
        http::ReadyParts parts = {};  // without a body: what compress() makes the answer anew of
        const Entry* next = nullptr;

        bool is(BodyKey key) const { return rest == key.rest && route == key.route; }
    };
    using Bucket = std::atomic<const Entry*>;
    using Key = std::pair<std::string, std::string>;

    static std::size_t bucket_of(BodyKey key);
    const Entry* newest(BodyKey key) const;
    ReadyPointer keep_made(BodyKey key, core::Instant now, MadeBody made);
    void keep(Entry entry, const Entry* behind);

    const std::size_t budget_;
    const OnMade on_made_;
    std::array<Bucket, 256> buckets_{};  // each the newest entry of a list that only grows in front
    std::atomic<std::size_t> bytes_{0};

    std::mutex mutex_;
    std::deque<Entry> entries_;  // stay where they are until the end
    std::map<Key, std::shared_future<ReadyPointer>> being_made_;
};

}  // namespace mallctl::server::bodies
