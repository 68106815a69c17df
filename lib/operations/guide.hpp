// A route as a person is told it: instructions with landmarks, in a language.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nav/guidance/guidance.hpp"
#include "nav/guidance/wording.hpp"
#include "operations/place.hpp"

namespace mallctl::operations {

// The language asked for by its tag ("de", "de-AT"); for "" the first of the mall's locales that there is one
// for, else English. Throws core::Error(usage) for another tag, with those that there are.
const nav::Language& guide_language(const Snapshot& snapshot, std::string_view tag);

// The instructions of the ways from each stop to the next, one stop more than ways. Of each stop the first
// point is meant. `at` decides who is in which unit. Names are in the language where they are known in it.
std::vector<nav::Instruction> guide(const Snapshot& snapshot, std::span<const nav::Route> ways,
                                    std::span<const ResolvedPlace> stops, const nav::Language& language,
                                    core::Instant at);

// What a place is called in the first of these locales that has a name for it, else as resolve_place says.
std::string place_name(const Snapshot& snapshot, const ResolvedPlace& place,
                       const std::vector<std::string>& locales);

}  // namespace mallctl::operations
