// From a text to hits: intents, candidates, a close look, rank, verdict.
#pragma once

#include "search/query.hpp"

namespace mallctl::search {

// What Index::search does. A text whose words name something is taken by its words, even where they read like
// a level or a time ("Second Cup"); else intents filter, and where nothing that was meant fits them the hits
// are of anywhere (Intents::relaxed).
Answer search_index(const IndexView& index, const FoldTable& table, const Query& query);

}  // namespace mallctl::search
