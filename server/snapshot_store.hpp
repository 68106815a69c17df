// What the server answers from: one immutable snapshot a mall, swapped atomically under running requests.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "core/clock.hpp"
#include "operations/snapshot.hpp"

namespace mallctl::server {

using SnapshotPointer = std::shared_ptr<const operations::Snapshot>;

struct ServedMall {
    SnapshotPointer snapshot;  // null while none has ever been loaded
    bool outdated = false;     // its newest version could not be loaded
};

// All malls at one moment. A request takes one view and keeps it: it sees no swap.
struct MallView {
    std::map<std::string, ServedMall, std::less<>> malls;  // by slug
    bool listed = false;  // whether the database has ever said which malls there are
    std::optional<core::Instant> source_down_since;
};

class SnapshotStore {
  public:
    SnapshotStore();

    // Never null. Safe from every thread.
    std::shared_ptr<const MallView> view() const { return view_.load(); }

    // The mall's snapshot. Throws http::ProblemError: 404 for a mall that does not exist, 503 for one that
    // could not be loaded.
    SnapshotPointer require(std::string_view slug) const;

    // Writers: each makes the next view from the last, under a lock. O(malls).
    void put(SnapshotPointer snapshot);
    void mark_outdated(const std::string& slug);
    void set_listed(
        const std::set<std::string>& slugs);  // these are all the malls there are; forgets the others
    void set_source_down(std::optional<core::Instant> since);

  private:
    void change(const std::function<void(MallView&)>& edit);

    std::mutex writers_;
    std::atomic<std::shared_ptr<const MallView>> view_;
};

}  // namespace mallctl::server
