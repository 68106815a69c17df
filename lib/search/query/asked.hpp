// One text asked of an index with one set of filters.
#pragma once

#include <string_view>
#include <vector>

#include "search/query.hpp"

namespace mallctl::search {

// A document that was looked at closely.
struct Found {
    DocumentId document = 0;
    Matcher::DocumentMatch match;
    Rank rank;
    bool meant = false;  // as well matched as a verdict of found asks
};

// The answer without intents. `filters` take the place of query.filters, `sort` of query.sort.
Answer ask(const IndexView& index, const FoldTable& table, const Query& query, std::string_view text,
           const Filters& filters, Sort sort);

}  // namespace mallctl::search
