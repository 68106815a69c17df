// Keeping up with a source that changes, fails and comes back.
#include "server/snapshot_feed.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <functional>
#include <future>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "core/error.hpp"
#include "server/api.hpp"
#include "server/log.hpp"
#include "tests/server/running_server.hpp"
#include "tests/server/small_mall.hpp"
#include "tests/support/eventually.hpp"
#include "tests/support/http_client.hpp"

using namespace mallctl;
using namespace mallctl::test;
using namespace std::chrono_literals;

namespace {

// Malls with versions that the test sets, and faults that it switches on.
class Source {
  public:
    void set(const std::string& slug, std::int64_t version) {
        const std::lock_guard lock(mutex_);
        versions_[slug] = version;
        announced_.push_back(id_of(slug));
    }
    void remove(const std::string& slug) {
        const std::lock_guard lock(mutex_);
        versions_.erase(slug);
        announced_.push_back(id_of(slug));
    }
    // As `mallctl build nav` does: an event, and no new version.
    void build(const std::string& slug) {
        const std::lock_guard lock(mutex_);
        built_.insert(slug);
        announced_.push_back(id_of(slug));
    }

    server::SnapshotSource source() {
        return {[this] { return list(); }, [this](std::string_view slug) { return load(std::string(slug)); },
                [this](const std::function<bool()>& stop,
                       const std::function<void(const core::Uuid&)>& announce) {
                    for (std::size_t seen = 0; !stop(); std::this_thread::sleep_for(2ms)) {
                        const std::lock_guard lock(mutex_);
                        for (; seen < announced_.size(); ++seen) {
                            if (!deaf) announce(announced_[seen]);
                        }
                    }
                }};
    }

    std::atomic<bool> down{false};
    std::atomic<bool> deaf{false};
    std::atomic<bool> broken{false};
    std::atomic<int> loads{0};

  private:
    static core::Uuid id_of(const std::string& slug) { return core::uuid_v5(core::mall_name_space, slug); }

    std::vector<catalog::Mall> list() {
        if (down) throw core::Error(core::Fault::unreachable, "no database");
        const std::lock_guard lock(mutex_);
        std::vector<catalog::Mall> malls;
        for (const auto& [slug, version] : versions_) {
            catalog::Mall mall;
            mall.id = id_of(slug);
            mall.slug = slug;
            mall.version = version;
            malls.push_back(mall);
        }
        return malls;
    }

    server::SnapshotPointer load(const std::string& slug) {
        if (down) throw core::Error(core::Fault::unreachable, "no database");
        if (broken && slug == "alpha") throw core::Error(core::Fault::rejected, "damaged artifact");
        ++loads;
        std::int64_t version = 0;
        bool with_nav = false;
        {
            const std::lock_guard lock(mutex_);
            version = versions_.at(slug);
            with_nav = built_.contains(slug);
        }
        return small_mall(slug, version, with_nav);
    }

    std::mutex mutex_;
    std::map<std::string, std::int64_t> versions_;
    std::set<std::string> built_;
    std::vector<core::Uuid> announced_;
};

std::int64_t version_of(const server::SnapshotStore& store, const std::string& slug) {
    const auto view = store.view();
    const auto found = view->malls.find(slug);
    return found == view->malls.end() || !found->second.snapshot ? -1 : found->second.snapshot->mall.version;
}

server::FeedOptions quick_feed() {
    server::FeedOptions options;
    options.poll = 60s;
    options.first_retry = 10ms;
    options.last_retry = 50ms;
    return options;
}

// A place for snapshots that ends with the test.
class KeptFolder {
  public:
    KeptFolder() {
        std::filesystem::create_directory(path_);
        std::filesystem::permissions(path_, std::filesystem::perms::owner_all);
    }
    ~KeptFolder() { std::filesystem::remove_all(path_); }

    operations::SnapshotCache cache() const {
        return {path_ / "snapshots", "one", operations::ArtifactCache(path_ / "artifacts")};
    }

  private:
    std::filesystem::path path_ =
        std::filesystem::temp_directory_path() / ("kept-" + core::to_string(core::uuid_v4()));
};

// Keeps expected warnings out of the test's output.
struct Quiet {
    Quiet() { server::log::set_level("off"); }
    ~Quiet() { server::log::set_level("info"); }
};

}  // namespace

TEST_CASE("a change is loaded when it is announced, once, and others are left alone") {
    const Quiet quiet;
    Source source;
    for (const char* slug : {"alpha", "beta", "gamma"}) source.build(slug);
    source.set("alpha", 1);
    source.set("beta", 1);
    server::SnapshotStore store;
    server::SnapshotFeed feed(store, source.source(), quick_feed());
    REQUIRE(feed.wait_for_first_attempt(5s));
    CHECK(eventually([&] { return source.loads == 2; }));
    source.set("alpha", 2);
    CHECK(eventually([&] { return version_of(store, "alpha") == 2; }));
    CHECK(version_of(store, "beta") == 1);
    source.set("gamma", 1);
    CHECK(eventually([&] { return version_of(store, "gamma") == 1; }));
    source.remove("beta");
    CHECK(eventually([&] { return !store.view()->malls.contains("beta"); }));
    CHECK(source.loads == 4);
}

TEST_CASE("a graph that is built without a new version is loaded when it is announced") {
    const Quiet quiet;
    Source source;
    source.set("alpha", 1);
    server::SnapshotStore store;
    server::SnapshotFeed feed(store, source.source(), quick_feed());
    REQUIRE(feed.wait_for_first_attempt(5s));
    CHECK_FALSE(store.require("alpha")->nav);
    source.build("alpha");
    CHECK(eventually([&] { return store.require("alpha")->nav.has_value(); }));
    CHECK(version_of(store, "alpha") == 1);
}

TEST_CASE("a change whose notice is lost is found by the poll") {
    const Quiet quiet;
    Source source;
    source.deaf = true;
    source.set("alpha", 1);
    server::SnapshotStore store;
    server::FeedOptions options = quick_feed();
    options.poll = 50ms;
    server::SnapshotFeed feed(store, source.source(), options);
    CHECK(eventually([&] { return version_of(store, "alpha") == 1; }));
    source.set("alpha", 2);
    CHECK(eventually([&] { return version_of(store, "alpha") == 2; }));
}

TEST_CASE("a source that is down at the start is tried again until it is there") {
    const Quiet quiet;
    Source source;
    source.down = true;
    source.set("alpha", 1);
    server::SnapshotStore store;
    server::SnapshotFeed feed(store, source.source(), quick_feed());
    REQUIRE(feed.wait_for_first_attempt(5s));
    CHECK(store.view()->source_down_since);
    CHECK_FALSE(store.view()->listed);
    source.down = false;
    CHECK(eventually([&] { return version_of(store, "alpha") == 1; }));
    CHECK(eventually([&] { return !store.view()->source_down_since; }));
}

TEST_CASE("a source that goes away leaves what was loaded, and is caught up with when it returns") {
    const Quiet quiet;
    Source source;
    source.set("alpha", 1);
    server::SnapshotStore store;
    server::SnapshotFeed feed(store, source.source(), quick_feed());
    REQUIRE(feed.wait_for_first_attempt(5s));
    source.down = true;
    source.set("alpha", 2);
    CHECK(eventually([&] { return store.view()->source_down_since.has_value(); }));
    CHECK(version_of(store, "alpha") == 1);
    source.down = false;
    CHECK(eventually([&] { return version_of(store, "alpha") == 2; }));
}

TEST_CASE("a source that goes away with nothing announced is noticed by the poll") {
    const Quiet quiet;
    Source source;
    source.set("alpha", 1);
    server::SnapshotStore store;
    server::FeedOptions options = quick_feed();
    CHECK(server::FeedOptions().poll <= 5s);
    options.poll = 50ms;
    server::SnapshotFeed feed(store, source.source(), options);
    REQUIRE(feed.wait_for_first_attempt(5s));
    source.down = true;
    CHECK(eventually([&] { return store.view()->source_down_since.has_value(); }));
}

TEST_CASE("a source that never answers does not hold up a stop") {
    const Quiet quiet;
    Source source;
    std::promise<void> answer;
    server::SnapshotSource silent = source.source();
    silent.list = [&]() -> std::vector<catalog::Mall> {
        answer.get_future().wait();
        return {};
    };
    server::SnapshotStore store;
    server::SnapshotFeed feed(store, silent, quick_feed());
    CHECK_FALSE(feed.wait_for_first_attempt(20ms));
    CHECK_FALSE(feed.stop(20ms));
    answer.set_value();
    CHECK(feed.stop(5s));
}

TEST_CASE("one mall that cannot be loaded keeps its last version and does not hold up the others") {
    const Quiet quiet;
    Source source;
    source.set("alpha", 1);
    source.set("beta", 1);
    server::SnapshotStore store;
    server::SnapshotFeed feed(store, source.source(), quick_feed());
    REQUIRE(feed.wait_for_first_attempt(5s));
    CHECK(eventually([&] { return version_of(store, "beta") == 1; }));
    source.broken = true;
    source.set("alpha", 2);
    source.set("beta", 2);
    CHECK(eventually([&] { return version_of(store, "beta") == 2; }));
    CHECK(eventually([&] { return store.view()->malls.at("alpha").outdated; }));
    CHECK(version_of(store, "alpha") == 1);
    source.broken = false;
    CHECK(eventually([&] { return version_of(store, "alpha") == 2; }));
    CHECK_FALSE(store.view()->malls.at("alpha").outdated);
}

TEST_CASE("malls are served from disk where the source is away at the start, and from it when it is back") {
    const Quiet quiet;
    const KeptFolder folder;
    Source source;
    source.set("alpha", 1);
    source.set("beta", 3);
    server::FeedOptions options = quick_feed();
    options.kept = folder.cache();
    options.keep_after = 10ms;
    {
        server::SnapshotStore store;
        server::SnapshotFeed feed(store, source.source(), options);
        REQUIRE(eventually([&] { return folder.cache().list().size() == 2; }));
    }
    source.down = true;
    server::SnapshotStore store;
    server::SnapshotFeed feed(store, source.source(), options);
    REQUIRE(feed.wait_for_first_attempt(5s));
    CHECK(store.view()->source_down_since);
    CHECK(store.require("alpha")->mall.version == 1);
    CHECK(store.require("beta")->mall.version == 3);
    CHECK_FALSE(store.find_id("gamma"));
    source.remove("beta");
    source.set("alpha", 2);
    source.down = false;
    CHECK(eventually([&] { return version_of(store, "alpha") == 2; }));
    CHECK_FALSE(store.find_id("beta"));
    CHECK_FALSE(store.view()->source_down_since);
    CHECK(eventually([&] { return folder.cache().list().size() == 1; }));
    CHECK(eventually([&] { return folder.cache().list()[0].version == 2; }));
}

TEST_CASE("a mall that was dropped comes back from disk while the source is away") {
    const Quiet quiet;
    const KeptFolder folder;
    Source source;
    source.set("alpha", 1);
    source.set("beta", 1);
    server::FeedOptions options = quick_feed();
    options.kept = folder.cache();
    options.keep_after = 0ms;
    options.poll = 20ms;
    server::SnapshotStore store(1);  // room for one
    server::SnapshotFeed feed(store, source.source(), options);
    REQUIRE(feed.wait_for_first_attempt(5s));
    std::size_t kept = 0;
    for (const char* slug : {"alpha", "beta"}) {
        const auto held = store.require(slug);
        ++kept;
        REQUIRE(eventually([&] { return folder.cache().list().size() >= kept; }));
    }
    source.down = true;
    REQUIRE(eventually([&] { return store.view()->source_down_since.has_value(); }));
    for (const char* slug : {"alpha", "beta", "alpha"}) CHECK(store.require(slug)->mall.slug == slug);
}

TEST_CASE("only wanted malls are served") {
    const Quiet quiet;
    Source source;
    source.set("alpha", 1);
    source.set("beta", 1);
    server::SnapshotStore store;
    server::FeedOptions options = quick_feed();
    options.wanted = [](std::string_view slug) { return slug == "beta"; };
    server::SnapshotFeed feed(store, source.source(), options);
    REQUIRE(feed.wait_for_first_attempt(5s));
    CHECK(store.view()->malls.size() == 1);
    CHECK(version_of(store, "beta") == 1);
    CHECK_FALSE(store.find_id("alpha"));
}

TEST_CASE("snapshots that are swapped under load fail no request, and versions never go back") {
    const Quiet quiet;
    Source source;
    source.set("alpha", 1);
    server::SnapshotStore store;
    server::SnapshotFeed feed(store, source.source(), quick_feed());
    REQUIRE(feed.wait_for_first_attempt(5s));
    std::atomic<bool> draining{false};
    const server::OpenGate gate;
    const server::Router api = server::make_api(store, draining, "1", gate);
    RunningServer server(quick_options(), api);
    std::atomic<bool> enough{false};
    std::atomic<int> failed{0};
    std::atomic<int> answered{0};
    std::vector<std::thread> clients;
    for (int i = 0; i < 4; ++i) {
        clients.emplace_back([&] {
            Client client(server.port());
            long last = 0;
            while (!enough) {
                client.send(get_request("/api/v1/malls/alpha/walk-in?location=west"));
                const auto reply = client.receive();
                const std::size_t at = reply ? reply->body.find("\"version\":") : std::string::npos;
                const long version = at == std::string::npos ? -1 : std::stol(reply->body.substr(at + 10));
                if (!reply || reply->status != 200 || version < last) ++failed;
                last = version;
                ++answered;
            }
        });
    }
    for (std::int64_t version = 2; version <= 30; ++version) {
        source.set("alpha", version);
        std::this_thread::sleep_for(10ms);
    }
    CHECK(eventually([&] { return version_of(store, "alpha") == 30; }));
    enough = true;
    for (std::thread& client : clients) client.join();
    CHECK(failed == 0);
    CHECK(answered > 30);
}
