// Keeps the snapshot store in step with the database, off the threads that serve.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "catalog/model.hpp"
#include "db/endpoint.hpp"
#include "operations/snapshot/snapshot_cache.hpp"
#include "server/snapshot_store.hpp"

namespace mallctl::server {

// Where snapshots come from. `list` and `listen` are called from one thread each, `load` from several at
// once.
struct SnapshotSource {
    std::function<std::vector<catalog::Mall>()> list;
    std::function<SnapshotPointer(std::string_view slug)> load;
    // Calls `announce` after every committed change of a mall and every artifact built for one, at least;
    // returns when `stop` answers true.
    std::function<void(const std::function<bool()>& stop,
                       const std::function<void(const core::Uuid& mall)>& announce)>
        listen;
};

// The database as a source, over connections of its own, one for each that waits at a time; after a loss they
// are opened again. `endpoint` is
// asked at each opening, so that a private cluster may start after the server. Artifacts are kept in `cache`.
SnapshotSource database_source(std::function<db::Endpoint()> endpoint, operations::ArtifactCache cache);

struct FeedOptions {
    std::function<bool(std::string_view slug)> wanted = [](std::string_view) { return true; };
    std::chrono::milliseconds poll{5'000};  // in case a notice, or the whole database, is lost
    std::chrono::milliseconds first_retry{500};
    std::chrono::milliseconds last_retry{2'000};  // retries back off, doubling, up to this
    // Where snapshots are kept for when the source is away, at the start too.
    operations::SnapshotCache kept = {};
    std::chrono::milliseconds keep_after{1'000};  // changes that follow each other soon are kept together
};

class SnapshotFeed {
  public:
    // Starts its threads at once, and tells the store how malls are loaded. A mall that is in memory is
    // loaded anew when the database has a newer version of it, and when it was announced while its snapshot
    // lacked something that is built later: a notice too many loads nothing. The others are loaded one by one
    // as long as the store has room, so that few visitors wait for one.
    SnapshotFeed(SnapshotStore& store, SnapshotSource source, FeedOptions options);
    ~SnapshotFeed();
    SnapshotFeed(const SnapshotFeed&) = delete;
    SnapshotFeed& operator=(const SnapshotFeed&) = delete;

    // Waits until the first attempt to list the malls and to load one of them has ended, well or not; false
    // on a timeout.
    bool wait_for_first_attempt(std::chrono::milliseconds timeout);

    // Asks the threads to end and waits for them; false when they have not ended within `timeout`, as when
    // the database took a query and does not answer. The destructor waits without a limit.
    bool stop(std::chrono::milliseconds timeout);

  private:
    void thread_ended();
    void run_loader();
    void run_listener();
    void run_keeper();
    SnapshotPointer load(std::string_view slug);
    SnapshotPointer load_kept(std::string_view slug);
    void list_kept();
    void tell_keeper(const std::vector<catalog::Mall>& malls);
    bool refresh(const std::set<core::Uuid>& announced);
    bool refresh_malls(const std::vector<catalog::Mall>& malls, const std::set<core::Uuid>& announced);
    bool load_another();
    bool is_called();
    bool stopping();

    SnapshotStore& store_;
    SnapshotSource source_;
    FeedOptions options_;
    std::mutex mutex_;
    std::condition_variable woken_;
    bool stop_ = false;
    std::set<core::Uuid> announced_;  // since the loader last looked
    bool attempted_ = false;
    // Loaded since the keeper last looked, by slug: those that are dropped meanwhile need not be kept.
    std::map<std::string, std::weak_ptr<const operations::Snapshot>> loaded_;
    std::vector<core::Uuid> kept_malls_;                // of the loader's thread: the last that it told
    std::optional<std::vector<core::Uuid>> all_malls_;  // as listed since the keeper last looked
    int running_ = 3;                                   // threads
    std::thread listener_;
    std::thread loader_;
    std::thread keeper_;
};

}  // namespace mallctl::server
