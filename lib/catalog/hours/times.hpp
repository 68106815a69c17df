// The time selector: "10:00-13:00,14:00-20:00".
#pragma once

#include <vector>

#include "catalog/hours/rule.hpp"
#include "catalog/hours/scanner.hpp"

namespace mallctl::catalog::hours {

struct Times {
    std::vector<Span> spans;
    bool spaced = false;     // a space follows a "," between them, as one does between rules
    bool next_rule = false;  // a "," was taken that no time follows: it begins an additional rule
};

// HH:MM-HH:MM, the second up to 48:00; one that is not after the first is of the next day.
Times read_times(Scanner& text);

}  // namespace mallctl::catalog::hours
