// The table of verbs: the one place that knows them all.
#pragma once

#include <vector>

#include "cli/verb.hpp"

namespace mallctl::cli {

// Declares every verb on `root`, in the order that --help lists them.
std::vector<Verb> declare_verbs(CLI::App& root);

}  // namespace mallctl::cli
