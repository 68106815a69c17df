// The answer of a search as a table for people and as rows for programs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "operations/search.hpp"

namespace mallctl::cli {

// `format`: "table", "json", "jsonl", "csv" or "yaml". Where the verdict is that it is not in this mall the
// table has the hits of the nearest category alone; with explanations they stand under it, hit by hit.
std::string search_text(const operations::SearchAnswer& answer, std::string_view format);

// What is to be said beside it, a sentence each: that it is probably not in this mall and what is nearest,
// that what the text asked for beside a name could not be had. `filtered`: options narrow what may be found.
std::vector<std::string> search_remarks(const operations::SearchAnswer& answer, bool filtered);

}  // namespace mallctl::cli
