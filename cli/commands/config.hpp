// mallctl config: The settings, and where each comes from.
#pragma once

#include <vector>

#include "cli/verb.hpp"

namespace mallctl::cli {

// `config` itself and each of its verbs.
std::vector<Verb> declare_config(CLI::App& root);

}  // namespace mallctl::cli
