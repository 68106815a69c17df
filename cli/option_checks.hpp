// What an option takes, checked while the command line is parsed; what is wrong becomes a usage error.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class Option;
}

namespace mallctl::cli {

// One of these words; another one gets a "did you mean" or the list of them.
void allow_words(CLI::Option* option, std::vector<std::string> words);

// The words that allow_words declared for an option; empty for any other. Completion and manual pages show
// them.
std::vector<std::string> allowed_words(CLI::Option& option);

// A whole number from `lowest` to `highest`.
void allow_range(CLI::Option* option, long long lowest, long long highest);

}  // namespace mallctl::cli
