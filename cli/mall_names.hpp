// What --mall names: a slug, or several malls by slugs and globs joined by commas, or "all".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mallctl::cli {

// True for "all", a list and a glob, whatever they come to match.
bool names_several_malls(std::string_view patterns);

// Whether a mall is meant: empty and "all" mean every one, else slugs and globs (fnmatch) joined by commas.
bool mall_is_wanted(std::string_view patterns, std::string_view slug);

// Those of `slugs` that are meant, in their order. Throws core::Error(failed) for a part of `patterns` that
// none of them matches: a slug that is misspelt is no reason to do half of what was asked for.
std::vector<std::string> wanted_malls(std::string_view patterns, const std::vector<std::string>& slugs);

}  // namespace mallctl::cli
