// What the server logs, read from its own stderr.
#include "server/log.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

using namespace mallctl::server;
using namespace std::chrono_literals;
using Json = nlohmann::json;

namespace {

// Takes what goes to stderr meanwhile.
class Captured {
  public:
    Captured() : kept_(dup(STDERR_FILENO)), file_(std::tmpfile()) {
        std::fflush(stderr);
        dup2(fileno(file_), STDERR_FILENO);
    }
    ~Captured() {
        dup2(kept_, STDERR_FILENO);
        close(kept_);
        std::fclose(file_);
        log::set_form(log::Form::text);
        log::set_level("info");
        log::set_access(log::Access::notable);
    }
    Captured(const Captured&) = delete;
    Captured& operator=(const Captured&) = delete;

    // The lines once there are `count` of them, or what there is after two seconds.
    std::vector<std::string> lines(std::size_t count) const {
        std::vector<std::string> found;
        for (int round = 0; round < 200; ++round) {
            std::fflush(stderr);
            found.clear();
            std::string text(static_cast<std::size_t>(lseek(fileno(file_), 0, SEEK_END)), '\0');
            const auto got = pread(fileno(file_), text.data(), text.size(), 0);
            REQUIRE(got == static_cast<ssize_t>(text.size()));
            for (std::size_t at = 0; at < text.size();) {
                const std::size_t end = std::min(text.find('\n', at), text.size());
                found.push_back(text.substr(at, end - at));
                at = end + 1;
            }
            if (found.size() >= count) return found;
            std::this_thread::sleep_for(10ms);
        }
        return found;
    }

  private:
    int kept_;
    std::FILE* file_;
};

}  // namespace

TEST_CASE("a line of the log is one JSON object, whatever is in it") {
    const Captured captured;
    log::set_form(log::Form::json);
    log::warn("odd \"text\"\n\x1b[31m \xff", {{"mall", "a\\b"}});
    const auto lines = captured.lines(1);
    REQUIRE(lines.size() == 1);
    const Json line = Json::parse(lines.front());
    CHECK(line.at("level") == "warning");
    CHECK(line.at("message") == "odd \"text\"\\x0a\\x1b[31m \\xff");
    CHECK(line.at("mall") == "a\\b");
    CHECK(line.at("time").get<std::string>().size() == 24);
}

TEST_CASE("requests are logged as asked, without their query") {
    const Captured captured;
    log::set_form(log::Form::json);
    log::request({"id-1", "GET", "/malls/x/route?from=geo:1,2@G", 200, 12us});
    log::request({"id-2", "GET", "/x", 503, 12us});
    log::request({"id-3", "POST", "/x", 201, 12us});
    log::request({"id-4", "POST", "/x", 400, 12us});
    log::request({"id-5", "GET", "/slow", 200, 2s});
    log::set_access(log::Access::all);
    log::request({"id-6", "GET", "/malls/x/route?from=geo:1,2@G", 200, 12us});
    log::set_access(log::Access::none);
    log::request({"id-7", "GET", "/x", 500, 12us});
    const auto lines = captured.lines(4);
    std::vector<std::string> ids;
    for (const std::string& line : lines) ids.push_back(Json::parse(line).at("request_id"));
    CHECK(ids == std::vector<std::string>{"id-2", "id-3", "id-5", "id-6"});
    const Json last = Json::parse(lines.back());
    CHECK(last.at("path") == "/malls/x/route");
    CHECK(last.at("status") == 200);
    CHECK(last.at("duration_us") == 12);
    CHECK(lines.back().find("geo:") == std::string::npos);
}
