// Listed rows as text, written as they are read: what `get` prints. YAML and CSV are manifests, which `apply
// -` reads back.
#pragma once

#include <ostream>
#include <string_view>

#include "operations/listing.hpp"

namespace mallctl::cli {

struct ListingStyle {
    bool all_columns = false;  // a table has every field of the listing, also those too wide for one
    bool paged = false;        // JSON is {"rows": [...], "next": KEY or null}
};

// `format`: "table", "json", "jsonl", "csv" or "yaml".
//   JSON: an array of objects, or the one object of a listing that is single; names by locale are objects,
//   amounts
//   {"amount_minor", "currency"}, times RFC 3339 in UTC, areas the coordinates of a GeoJSON MultiPolygon,
//   what is empty is null, [] or {}. YAML: one document a row with its `kind`, without what is empty. CSV:
//   names in one column a language ("name:de"), lists joined by ';'. Tables show the name in the mall's first
//   language and leave out columns too wide for one.
// A name without a language has the tag "und" beside others, and in JSON always.
void write_listing(operations::Listing& listing, std::string_view format, const ListingStyle& style,
                   std::ostream& out);

}  // namespace mallctl::cli
