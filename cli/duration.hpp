// Lengths of time on the command line.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace mallctl::cli {

// "500ms", "30s" or "2min", up to a day. Throws core::Error(usage) for anything else; `what` names the value
// in its message ("--drain").
std::chrono::milliseconds parse_duration(std::string_view text, const std::string& what);

// "30d" or "400d", up to ten years. Throws as parse_duration.
std::chrono::hours parse_days(std::string_view text, const std::string& what);

}  // namespace mallctl::cli
