// The server's log: one line an event on stderr, as JSON or as text. Text that came from outside is made
// printable here, at the one door.
#pragma once

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace mallctl::server::log {

// "trace", "debug", "info", "warn", "error" or "off", as the setting log-level; throws core::Error(usage) for
// another word. Until then: info.
void set_level(std::string_view level);

// json: {"time":"2026-01-31T17:00:00.123Z","level":"info","message":"...", ...} with the fields as members;
// text: the same for people. Until then: text.
enum class Form : std::uint8_t { json, text };
void set_form(Form form);

using Fields = std::initializer_list<std::pair<std::string_view, std::string_view>>;

void debug(std::string_view message, Fields fields = {});
void info(std::string_view message, Fields fields = {});
void warn(std::string_view message, Fields fields = {});
void error(std::string_view message, Fields fields = {});

// Which answered requests are logged: none; those that failed by a fault of the server, changed something or
// took more than a second; all. Until then: notable. At level debug all are.
enum class Access : std::uint8_t { none, notable, all };
void set_access(Access access);

struct RequestLine {
    std::string_view id;
    std::string_view method;
    std::string_view target;  // logged without its query, which may say where somebody is
    int status = 0;
    std::chrono::microseconds took{};
};

// Never waits for whoever reads the log: lines that do not fit a bounded queue are dropped, and counted.
void request(const RequestLine& line);

// How many lines of requests were dropped.
std::uint64_t dropped();

}  // namespace mallctl::server::log
