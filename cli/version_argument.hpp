// How people name a version of a mall.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace mallctl::cli {

// 4 for "4" and "v4"; nothing for what is no number from 1.
std::optional<std::int64_t> parse_version(std::string_view text);

// The same; throws core::Error(usage) instead.
std::int64_t version_argument(std::string_view text);

}  // namespace mallctl::cli
