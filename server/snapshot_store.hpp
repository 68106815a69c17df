// What the server answers from: one immutable snapshot a mall, loaded when it is first asked for, swapped
// atomically under running requests, and dropped again where memory is short.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "core/uuid.hpp"
#include "operations/snapshot.hpp"

namespace mallctl::server {

namespace bodies {
class BodyCache;
class Compressor;
}  // namespace bodies

using SnapshotPointer = std::shared_ptr<const operations::Snapshot>;

// What a list of malls tells of one.
struct KnownMall {
    std::string slug;
    core::Uuid id = {};
    std::int64_t version = 0;
    std::shared_ptr<const catalog::Mall> mall = {};  // all that is known without a snapshot
};

struct ServedMall {
    core::Uuid id = {};
    std::int64_t version = 0;  // the newest that is known of; that of `snapshot` may be older for a moment
    std::shared_ptr<const catalog::Mall> mall = {};  // as the list of malls told it
    SnapshotPointer snapshot = {};                   // null while it is not in memory
    bool outdated = false;                           // its newest version could not be loaded
    std::string failure = {};  // why loading failed the last time; empty where it did not
    core::Instant failed_at = {};
    core::Instant loaded_at = {};                    // `snapshot`
    std::size_t bytes = 0;                           // of `snapshot`, in memory
    std::uint64_t load = 0;                          // which one `snapshot` is of
    std::shared_ptr<bodies::BodyCache> bodies = {};  // answers made of `snapshot`; there with it
    // When it was asked for last, in ms of a steady clock; shared by all views.
    std::shared_ptr<std::atomic<std::int64_t>> used = {};

    // Says that it is asked for now.
    void touch() const;
};

// All malls at one moment. A request takes one view and keeps it: it sees no swap.
struct MallView {
    std::map<std::string, ServedMall, std::less<>> malls;  // by slug
    bool listed = false;                                   // whether it is known which malls there are
    std::optional<core::Instant> source_down_since;
    std::size_t bytes = 0;                           // of all snapshots in memory
    std::shared_ptr<bodies::BodyCache> bodies = {};  // answers about several malls
};

class SnapshotStore {
  public:
    static constexpr std::size_t default_memory_budget = std::size_t{1} << 30;

    // Beyond `memory_budget` bytes of snapshots the malls that nobody has asked for for the longest time are
    // dropped: never one that a request holds, and never the last one.
    explicit SnapshotStore(std::size_t memory_budget = default_memory_budget);
    ~SnapshotStore();
    SnapshotStore(const SnapshotStore&) = delete;
    SnapshotStore& operator=(const SnapshotStore&) = delete;

    // Never null. Safe from every thread.
    std::shared_ptr<const MallView> view() const { return view_.load(); }
    std::size_t memory_budget() const { return memory_budget_; }

    // The mall's snapshot where it is in memory, else null. Never blocks, does not throw.
    SnapshotPointer find(std::string_view slug) const;
    // Nothing for an unknown mall; one that is not in memory is known. Never blocks.
    std::optional<core::Uuid> find_id(std::string_view slug) const;
    // Whether require() would read from disk or database: false for a mall in memory, for one that is
    // unknown, and for one that could not be loaded a moment ago. Never blocks.
    bool must_load(std::string_view slug) const;

    // As find_id. Throws http::ProblemError: 404 for a mall that does not exist, 503 where the malls are not
    // known yet.
    core::Uuid require_id(std::string_view slug) const;
    // The mall's snapshot, loaded where it is not in memory: once, however many ask at the same time. Throws
    // as require_id, and 503 for a mall that cannot be loaded.
    SnapshotPointer require(std::string_view slug) const;

    // How a mall comes into memory: called from any thread, from several at once for several malls. An empty
    // one takes it away again and waits for the calls under way.
    using Load = std::function<SnapshotPointer(std::string_view slug)>;
    void set_load(Load load);

    // Loads a mall whether it is in memory or not, and swaps it in. Throws what the load does, after keeping
    // the failure, unless that is the source's (core::Fault::unreachable).
    SnapshotPointer reload(std::string_view slug) const;

    // Whether one more mall as large as the largest so far would still be within the budget.
    bool has_room() const;

    // Gives the mall an empty cache of answers in place of `full`, which ends with those who use it.
    void renew_bodies(std::string_view slug, const std::shared_ptr<bodies::BodyCache>& full) const;

    // Writers: each makes the next view from the last, under a lock. O(malls).
    void put(SnapshotPointer snapshot);
    // These are all the malls there are; forgets the others.
    void set_listed(const std::vector<KnownMall>& malls);
    void set_source_down(std::optional<core::Instant> since);

  private:
    using Loading = std::shared_future<SnapshotPointer>;

    void change(const std::function<void(MallView&)>& edit) const;
    void swap_in(const SnapshotPointer& snapshot, std::uint64_t load) const;
    void drop_unused(MallView& view, const std::string& spared) const;
    void keep_failure(std::string_view slug, const std::string& why) const;
    SnapshotPointer load_once(std::string_view slug) const;

    std::shared_ptr<bodies::BodyCache> new_bodies() const;

    const std::size_t memory_budget_;
    const std::unique_ptr<bodies::Compressor> compressor_;
    mutable std::mutex writers_;
    mutable std::atomic<std::shared_ptr<const MallView>> view_;
    mutable std::atomic<std::uint64_t> loads_{0};
    mutable std::mutex loading_mutex_;
    mutable std::map<std::string, Loading, std::less<>> loading_;
    std::shared_ptr<const Load> load_;
};

}  // namespace mallctl::server
