// Levels, "open now" and "near me" in the words of a query, in en, de, fr, es, pt, it, zh and ar.
#pragma once

#include <string_view>
#include <vector>

#include "search/query.hpp"

namespace mallctl::search {

// What the text asks for beside a name, and the rest of it: the words that are left, as they were typed.
// Where nothing is left the rest is empty: the question is for all that is there.
//
// A level is understood with a word for floors beside its number or short name ("2. stock", "2nd floor",
// "erster Stock", "level B1", "二楼", "الطابق الثاني"), by a word of its own ("ground floor", "Erdgeschoss",
// "basement", "top floor"), as "2F", "L2", "1OG" or a short name of letters and digits beside other words,
// and by its name where a word for floors is in it or next to it, or "on", "im", "en" before it. Only levels
// that the mall has count: words for others stay in the rest.
// - A number means the level with that short name ("2", "L2", "2F", "2OG"; "-1", "B1", "UG1" below ground);
//   where there is none, the ordinal, counted from the ground = 0 as in Europe. "First floor" in English, and
//   一楼, is the ground where the mall has no level 1 of either kind. Of several levels that fit it is
//   the first of `levels`, and those of other buildings that share its short name.
// - One slip counts (optimal string alignment), not at the first letter, in words of four letters and more
//   ("neer me", "opne now"); numbers and words for floors need five ("2. stok"), and words that make an
//   intent by themselves eight, for shorter ones are too near to others ("closest", "closet").
// - The only word of a query is an intent only if it can be nothing else ("Erdgeschoss", not "basement").
// Words are folded as the index folds them. Bounded as FoldTable::fold.
Intents find_intents(std::string_view text, const FoldTable& table, const std::vector<QueryLevel>& levels);

}  // namespace mallctl::search
