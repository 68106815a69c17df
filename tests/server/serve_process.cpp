#include "tests/server/serve_process.hpp"

#include <fstream>
#include <stdexcept>
#include <thread>

#include "tests/support/paths.hpp"

namespace mallctl::test {

using namespace std::chrono_literals;

namespace {

std::vector<std::string> command_line(const std::string& url, const std::vector<std::string>& more) {
    std::vector<std::string> words{
        mallctl_binary().string(), "serve", "--listen", "127.0.0.1:0", "--database", url};
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

}  // namespace

ServeProcess::ServeProcess(const std::string& url, const std::vector<std::string>& more)
    : process_(command_line(url, more)) {
    const std::string announcement = "listening on http://127.0.0.1:";
    if (!process_.wait_for(announcement, 30s))
        throw std::runtime_error("serve did not start: " + process_.err());
    const std::string text = process_.err();
    port_ = static_cast<std::uint16_t>(std::stoi(text.substr(text.find(announcement) + announcement.size())));
}

std::size_t ServeProcess::status_kib(const std::string& name) const {
    std::ifstream in("/proc/" + std::to_string(process_.pid()) + "/status");
    for (std::string word; in >> word;) {
        std::size_t kib = 0;
        if (word == name && in >> kib) return kib;
    }
    throw std::runtime_error("the server has no " + name + " any more");
}

void ServeProcess::forget_peak() const {
    std::ofstream("/proc/" + std::to_string(process_.pid()) + "/clear_refs") << "5";
}

}  // namespace mallctl::test
