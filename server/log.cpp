#include "server/log.hpp"

#include <fmt/format.h>
#include <spdlog/async.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <array>
#include <atomic>
#include <iterator>
#include <memory>
#include <string>

#include "core/error.hpp"
#include "core/escape.hpp"
#include "core/utf8.hpp"

namespace mallctl::server::log {

namespace {

using Level = spdlog::level::level_enum;

constexpr std::size_t queued_lines = 8192;
constexpr std::chrono::seconds slow{1};

std::atomic<Access> access_level{Access::notable};

struct Loggers {
    std::shared_ptr<spdlog::sinks::stderr_sink_mt> sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    // Events are written before the program goes on: the last line before a crash matters most.
    spdlog::logger events{"events", sink};
    // Requests go through a thread of their own, as a slow reader of the log must not slow down the server.
    std::shared_ptr<spdlog::details::thread_pool> thread =
        std::make_shared<spdlog::details::thread_pool>(queued_lines, 1);
    std::shared_ptr<spdlog::async_logger> requests = std::make_shared<spdlog::async_logger>(
        "requests", sink, thread, spdlog::async_overflow_policy::overrun_oldest);
    std::atomic<Form> form{Form::text};

    Loggers() {
        events.flush_on(Level::info);
        set_form(Form::text);
    }

    // The pattern is the sink's, which both share.
    void set_form(Form wanted) {
        form = wanted;
        sink->set_formatter(std::make_unique<spdlog::pattern_formatter>(
            wanted == Form::json ? R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})"
                                 : "%Y-%m-%dT%H:%M:%S.%eZ %l %v",
            spdlog::pattern_time_type::utc));
    }
};

Loggers& loggers() {
    static Loggers instance;
    return instance;
}

// A client must not be able to end a line, to send a terminal an escape sequence, or to break the encoding.
std::string printable(std::string_view text) {
    const bool whole = core::is_utf8(text);
    std::string safe;
    safe.reserve(text.size());
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7F || (byte >= 0x80 && !whole)) {
            safe += fmt::format("\\x{:02x}", byte);
        } else {
            safe += c;
        }
    }
    return safe;
}

void add_member(std::string& json, std::string_view name, std::string_view value) {
    if (!json.empty()) json += ',';
    core::append_json_string(json, name);
    json += ':';
    core::append_json_string(json, printable(value));
}

std::string line_of(std::string_view message, Fields fields) {
    std::string line;
    if (loggers().form == Form::text) {
        line = printable(message);
        for (const auto& [name, value] : fields) {
            fmt::format_to(std::back_inserter(line), " {}={}", name, printable(value));
        }
        return line;
    }
    add_member(line, "message", message);
    for (const auto& [name, value] : fields) add_member(line, name, value);
    return line;
}

void write(Level level, std::string_view message, Fields fields) {
    spdlog::logger& events = loggers().events;
    if (events.should_log(level)) events.log(level, line_of(message, fields));
}

bool is_notable(const RequestLine& line) {
    const bool reads = line.method == "GET" || line.method == "HEAD" || line.method == "OPTIONS";
    return line.status >= 500 || line.took >= slow || (!reads && line.status < 400);
}

bool is_logged(const RequestLine& line) {
    if (loggers().events.level() == Level::off) return false;
    if (loggers().events.should_log(Level::debug)) return true;
    switch (access_level.load(std::memory_order_relaxed)) {
        case Access::none:
            return false;
        case Access::notable:
            return is_notable(line);
        case Access::all:
            break;
    }
    return true;
}

}  // namespace

void set_level(std::string_view level) {
    static constexpr std::array words{std::pair{"trace", Level::trace}, std::pair{"debug", Level::debug},
                                      std::pair{"info", Level::info},   std::pair{"warn", Level::warn},
                                      std::pair{"error", Level::err},   std::pair{"off", Level::off}};
    for (const auto& [word, value] : words) {
        if (level != word) continue;
        loggers().events.set_level(value);
        return;
    }
    throw core::Error(core::Fault::usage, fmt::format("unknown log level '{}'", level),
                      "use trace, debug, info, warn, error or off");
}

void set_form(Form form) {
    loggers().set_form(form);
}

void debug(std::string_view message, Fields fields) {
    write(Level::debug, message, fields);
}
void info(std::string_view message, Fields fields) {
    write(Level::info, message, fields);
}
void warn(std::string_view message, Fields fields) {
    write(Level::warn, message, fields);
}
void error(std::string_view message, Fields fields) {
    write(Level::err, message, fields);
}

void set_access(Access access) {
    access_level = access;
}

void request(const RequestLine& line) {
    if (!is_logged(line)) return;
    const std::string path = printable(line.target.substr(0, line.target.find('?')));
    std::string text;
    if (loggers().form == Form::text) {
        text = fmt::format("request {} {} {} {} {}us", line.id, printable(line.method), path, line.status,
                           line.took.count());
    } else {
        add_member(text, "message", "request");
        add_member(text, "request_id", line.id);
        add_member(text, "method", line.method);
        add_member(text, "path", path);
        fmt::format_to(std::back_inserter(text), ",\"status\":{},\"duration_us\":{}", line.status,
                       line.took.count());
    }
    loggers().requests->log(Level::info, text);
}

std::uint64_t dropped() {
    return loggers().thread->overrun_counter();
}

}  // namespace mallctl::server::log
