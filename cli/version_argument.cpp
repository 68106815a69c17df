#include "cli/version_argument.hpp"

#include <fmt/format.h>

#include <charconv>

#include "core/error.hpp"

namespace mallctl::cli {

std::optional<std::int64_t> parse_version(std::string_view text) {
    if (text.starts_with('v')) text.remove_prefix(1);
    std::int64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || stopped != end || number < 1) return std::nullopt;
    return number;
}

std::int64_t version_argument(std::string_view text) {
    if (const auto number = parse_version(text)) return *number;
    throw core::Error(core::Fault::usage, fmt::format("\"{}\" is no version", text),
                      "write its number, as 4 or v4; list them: mallctl history");
}

}  // namespace mallctl::cli
