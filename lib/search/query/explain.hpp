// Why a hit is where it is, in words.
#pragma once

#include <string>
#include <vector>

#include "search/query.hpp"

namespace mallctl::search {

// Lines of plain text: the rank, part by part in the order in which it decides, then which word typed stands
// for which word of which field at what cost. `folded`: of the text that was searched for (Intents::rest).
std::vector<std::string> explanation_of(const IndexView& index, const Folded& folded, const Hit& hit);

}  // namespace mallctl::search
