// The server's log: lines on stderr. Text that came from outside is made printable here, at the one door.
#pragma once

#include <chrono>
#include <string_view>

namespace mallctl::server::log {

// "trace", "debug", "info", "warn", "error" or "off", as the setting log-level; throws core::Error(usage) for
// another word. Until then: info.
void set_level(std::string_view level);

void debug(std::string_view line);
void info(std::string_view line);
void warn(std::string_view line);
void error(std::string_view line);

// One line a request, at debug level.
void request(std::string_view id, std::string_view method, std::string_view target, int status,
             std::chrono::microseconds took);

}  // namespace mallctl::server::log
