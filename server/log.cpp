#include "server/log.hpp"

#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <array>
#include <memory>
#include <string>
#include <utility>

#include "core/error.hpp"

namespace mallctl::server::log {

namespace {

spdlog::logger& logger() {
    static const std::shared_ptr<spdlog::logger> instance = [] {
        auto made =
            std::make_shared<spdlog::logger>("server", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        made->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
        made->flush_on(spdlog::level::info);
        return made;
    }();
    return *instance;
}

// A client must not be able to end a line, or to send a terminal an escape sequence.
std::string printable(std::string_view text) {
    std::string safe;
    safe.reserve(text.size());
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7F) {
            safe += fmt::format("\\x{:02x}", byte);
        } else {
            safe += c;
        }
    }
    return safe;
}

void write(spdlog::level::level_enum level, std::string_view line) {
    if (logger().should_log(level)) logger().log(level, printable(line));
}

}  // namespace

void set_level(std::string_view level) {
    static constexpr std::array words{
        std::pair{"trace", spdlog::level::trace}, std::pair{"debug", spdlog::level::debug},
        std::pair{"info", spdlog::level::info},   std::pair{"warn", spdlog::level::warn},
        std::pair{"error", spdlog::level::err},   std::pair{"off", spdlog::level::off}};
    for (const auto& [word, value] : words) {
        if (level != word) continue;
        logger().set_level(value);
        return;
    }
    throw core::Error(core::Fault::usage, fmt::format("unknown log level '{}'", level),
                      "use trace, debug, info, warn, error or off");
}

void debug(std::string_view line) {
    write(spdlog::level::debug, line);
}
void info(std::string_view line) {
    write(spdlog::level::info, line);
}
void warn(std::string_view line) {
    write(spdlog::level::warn, line);
}
void error(std::string_view line) {
    write(spdlog::level::err, line);
}

void request(std::string_view id, std::string_view method, std::string_view target, int status,
             std::chrono::microseconds took) {
    if (!logger().should_log(spdlog::level::debug)) return;
    debug(fmt::format("request {} {} {} {} {}us", id, method, target, status, took.count()));
}

}  // namespace mallctl::server::log
