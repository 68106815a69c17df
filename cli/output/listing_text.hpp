// Listed rows as text: what `get` prints. YAML and CSV are manifests, which `apply -` reads back.
#pragma once

#include <string>
#include <string_view>

#include "operations/listing.hpp"

namespace mallctl::cli {

// `format`: "table", "json", "jsonl", "csv" or "yaml".
//   JSON: an array of objects, or with `single` the one object; names by locale are objects, amounts
//   {"amount_minor", "currency"}, what is empty is null, [] or {}. YAML: one document a row with its `kind`,
//   without what is empty. CSV: names in one column a language ("name:de"), lists joined by ';'. Tables show
//   the name in the mall's first language and leave out columns too wide for one, unless `all_columns`.
// A name without a language has the tag "und" beside others, and in JSON always.
std::string listing_text(const operations::Listing& listing, std::string_view format, bool single,
                         bool all_columns);

}  // namespace mallctl::cli
