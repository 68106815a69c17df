// Levels, "open now" and "near me" in the words of a query, in en, de, fr, es, pt, it, zh and ar.
#pragma once

#include <string_view>
#include <vector>

#include "search/query.hpp"

namespace mallctl::search {

// What the text asks for beside a name, and the rest of it. A level is understood by its short name, ordinal
// ("2. stock", "2nd floor", "erster Stock", "ground floor", "level B1", "2F", "二楼") or name, and only where
// the mall has it. Words are folded as the index folds them. Where nothing is left the rest is empty: the
// question is for all that is there. Bounded as FoldTable::fold.
Intents find_intents(std::string_view text, const FoldTable& table, const std::vector<QueryLevel>& levels);

}  // namespace mallctl::search
