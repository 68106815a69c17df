#include "tests/server/answer_log.hpp"

#include <cstdlib>
#include <fstream>
#include <functional>
#include <mutex>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

namespace mallctl::test {

namespace {

class AnswerLog {
  public:
    explicit AnswerLog(const char* file) : out_(file, std::ios::app) {}

    void add(const std::string& line) {
        const std::lock_guard lock(mutex_);
        if (known_.insert(std::hash<std::string>{}(line)).second) out_ << line << std::endl;
    }

  private:
    std::mutex mutex_;
    std::ofstream out_;
    std::set<std::size_t> known_;
};

// Null where nobody asks for it. Never destroyed: servers of tests may answer to the end.
AnswerLog* answer_log() {
    static AnswerLog* const log = [] {
        const char* file = std::getenv("MALLCTL_ANSWERS");
        return file == nullptr ? nullptr : new AnswerLog(file);
    }();
    return log;
}

}  // namespace

const server::http::Response& log_answer(const server::http::Request& request,
                                         const server::http::Response& response) {
    if (answer_log() == nullptr || !response.header("Content-Encoding").empty()) return response;
    const std::string_view type =
        response.ready ? response.header("Content-Type") : std::string_view(response.content_type);
    const nlohmann::ordered_json line{{"method", request.method},
                                      {"target", request.target},
                                      {"status", response.status},
                                      {"type", response.status == 304 ? std::string_view() : type},
                                      {"body", response.bytes()}};
    answer_log()->add(line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    return response;
}

}  // namespace mallctl::test
