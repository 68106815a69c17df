// What to say when the command line is wrong.
#pragma once

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

}  // namespace mallctl::cli
