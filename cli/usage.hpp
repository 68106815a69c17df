// What to say when the command line is wrong.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/error.hpp"

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace mallctl::cli {

extern const char* const root_footer;

// A usage error for what CLI11 refused, with the closest verb or flag as "did you mean".
core::Error usage_error(const CLI::ParseError& error, const CLI::App& root,
                        const std::vector<std::string>& arguments);

// The usage error for a word that is no verb where only a verb can stand; nothing when there is none. For
// --help, which CLI11 answers before it looks at other words.
std::optional<core::Error> unknown_verb(const CLI::App& root);

}  // namespace mallctl::cli
