// mallctl serve: the malls over HTTP, until a signal.
#pragma once

#include <string_view>

#include "cli/verb.hpp"

namespace mallctl::cli {

Verb declare_serve(CLI::App& root);

// Whether a mall is meant by --mall: empty and "all" mean every one, else slugs and globs joined by commas.
bool mall_is_wanted(std::string_view patterns, std::string_view slug);

}  // namespace mallctl::cli
