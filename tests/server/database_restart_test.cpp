// A database that goes away and comes back while visitors ask: nobody notices but those who write.
#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "tests/db/cluster_fixture.hpp"
#include "tests/support/eventually.hpp"
#include "tests/support/http_client.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/process.hpp"

using namespace mallctl::test;
using namespace std::chrono_literals;
using Json = nlohmann::json;

namespace {

constexpr const char* walk_in = "/api/v1/malls/riverside/walk-in?location=north_entrance";

// A private cluster, its mall, and servers of it.
class Site {
  public:
    void command(std::vector<std::string> words) const {
        words.insert(words.end(), {"--data-dir", directory_.path().string()});
        const RunResult result = run_mallctl(words);
        INFO(result.err);
        REQUIRE(result.exit_code == 0);
    }

    void serve() {
        process_ = std::make_unique<RunningProcess>(
            std::vector<std::string>{mallctl_binary().string(), "serve", "--listen", "127.0.0.1:0",
                                     "--data-dir", directory_.path().string()});
        const std::string said = "listening on http://127.0.0.1:";
        REQUIRE(process_->wait_for(said, 30s));
        const std::string text = process_->err();
        port_ = static_cast<std::uint16_t>(std::stoi(text.substr(text.find(said) + said.size())));
    }

    void end_serving() {
        process_->signal(SIGTERM);
        CHECK(process_->wait().exit_code == 0);
    }

    std::uint16_t port() const { return port_; }

    bool is_degraded(const std::string& code) const {
        const auto reply = get(port_, "/readyz");
        if (!reply) return false;
        const Json body = Json::parse(reply->body);
        for (const Json& entry : body.at("degradations")) {
            if (entry.at("code") == code) return true;
        }
        return false;
    }

    // Whether a snapshot of the mall lies on disk.
    bool has_kept() const {
        std::error_code failed;
        for (std::filesystem::recursive_directory_iterator it(directory_.path() / "snapshots", failed), end;
             !failed && it != end; it.increment(failed)) {
            if (it->path().extension() == ".snapshot") return true;
        }
        return false;
    }

  private:
    ClusterDirectory directory_;
    std::unique_ptr<RunningProcess> process_;
    std::uint16_t port_ = 0;
};

std::int64_t version_of(const std::string& body) {
    return Json::parse(body).at("mall").at("version");
}

}  // namespace

TEST_CASE("a database that restarts under load fails no read, and what is committed then is served") {
    Site site;
    site.command({"db", "start"});
    site.command({"apply", (source_dir() / "samples" / "riverside").string()});
    site.serve();
    REQUIRE(within(5s, [&] { return get(site.port(), walk_in)->status == 200; }));
    const std::int64_t before = version_of(get(site.port(), walk_in)->body);

    std::atomic<bool> enough{false};
    std::atomic<int> failed{0};
    std::atomic<int> answered{0};
    std::vector<std::thread> visitors;
    for (int i = 0; i < 2; ++i) {
        visitors.emplace_back([&] {
            Client client(site.port());
            while (!enough) {
                client.send(get_request(walk_in));
                const auto reply = client.receive();
                if (!reply || reply->status != 200) ++failed;
                ++answered;
                std::this_thread::sleep_for(1ms);
            }
        });
    }
    site.command({"db", "stop"});
    CHECK(within(10s, [&] { return site.is_degraded("database-down"); }));
    CHECK(get(site.port(), "/readyz")->status == 200);
    site.command({"db", "start"});
    CHECK(within(5s, [&] { return !site.is_degraded("database-down"); }));
    site.command({"set", "store", "nevtigarn-pharmacy", "phone=+49 621 1", "--mall", "riverside"});
    CHECK(within(5s, [&] { return version_of(get(site.port(), walk_in)->body) > before; }));
    enough = true;
    for (std::thread& visitor : visitors) visitor.join();
    CHECK(failed == 0);
    CHECK(answered > 100);
    site.end_serving();
}

TEST_CASE("a server that starts while the database is down serves what it kept, and catches up") {
    Site site;
    site.command({"db", "start"});
    site.command({"apply", (source_dir() / "samples" / "riverside").string()});
    site.serve();
    REQUIRE(within(5s, [&] { return get(site.port(), walk_in)->status == 200; }));
    const std::string online = get(site.port(), walk_in)->body;
    REQUIRE(within(10s, [&] { return site.has_kept(); }));
    site.end_serving();

    site.command({"db", "stop"});
    site.serve();
    CHECK(get(site.port(), "/readyz")->status == 200);
    CHECK(site.is_degraded("database-down"));
    const auto offline = get(site.port(), walk_in);
    REQUIRE(offline->status == 200);
    CHECK(version_of(offline->body) == version_of(online));
    CHECK(Json::parse(offline->body).at("distance") == "walking");
    CHECK(get(site.port(), "/api/v1/malls")->body.find("riverside") != std::string::npos);

    site.command({"db", "start"});
    CHECK(within(6s, [&] { return !site.is_degraded("database-down"); }));
    site.command({"set", "store", "nevtigarn-pharmacy", "phone=+49 621 2", "--mall", "riverside"});
    CHECK(within(2s, [&] { return version_of(get(site.port(), walk_in)->body) > version_of(online); }));
    site.end_serving();
}
