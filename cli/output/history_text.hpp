// Versions of a mall as text: what `history` prints.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "db/version_repository.hpp"

namespace mallctl::cli {

// `format`: "table", "json", "jsonl", "csv" or "yaml". JSON has for each version "version", "kind",
// "committed_at", "author", "changed" (totals), "by_kind" and "plan" ({"number", "format"} or null); the flat
// formats have the totals and the plan's number and format as columns.
std::string history_text(const std::vector<db::Version>& versions, std::string_view format);

}  // namespace mallctl::cli
