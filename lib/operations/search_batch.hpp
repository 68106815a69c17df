// Many searches, a line each.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/error.hpp"
#include "operations/search.hpp"

namespace mallctl::operations {

// A longer line is refused.
inline constexpr std::size_t longest_search = 65'536;

struct SearchLineAnswer {
    std::string json;  // one line, without its end
    std::optional<core::Fault> fault;
};

// Answers line `number`: a text to search for, or a JSON object {"q", "id", "near", "levels", "category",
// "kinds", "open_now", "has_offer", "sort", "limit", "at"}, of which what is absent is as in `usual`:
// {"line": number} or, where the object has one, {"id": its id}, with "hits": [{"id": "store:bakery",
// "score"}] and "found", or with "error": {"fault", "message", "advice"}. Never throws for what a line asks;
// throws what needs an end of the whole batch (a fault other than failed, rejected or usage).
SearchLineAnswer answer_search(const Snapshot& snapshot, std::size_t number, std::string_view line,
                               const SearchRequest& usual);

}  // namespace mallctl::operations
