// What of a hit's name was meant by the letters typed.
#pragma once

#include <string_view>
#include <vector>

#include "search/query.hpp"

namespace mallctl::search {

// The name to show for a hit: the surface that was found where that is a name of the document, else the first
// of its names.
std::string_view shown_name(const IndexView& index, DocumentId document, const Matcher::DocumentMatch& match);

// The alias of the document that was found, empty where something else was.
std::string_view found_alias(const IndexView& index, DocumentId document,
                             const Matcher::DocumentMatch& match);

// The ranges of bytes of `name` (of found_alias, else of shown_name) whose letters a word of the query stands
// for: of a whole word all of it, of an unfinished one its beginning as far as it was typed, accents and
// ligatures whole. Ascending, apart, at most one for each word. Empty where other words than the name's were
// meant. Folds the name again: for hits alone, not for candidates.
std::vector<Highlight> highlights_of(const IndexView& index, const FoldTable& table, const QueryText& query,
                                     const Matcher::DocumentMatch& match, std::string_view name);

}  // namespace mallctl::search
