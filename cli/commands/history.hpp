// mallctl history: what was committed, when and by whom.
#pragma once

#include "cli/verb.hpp"

namespace mallctl::cli {

Verb declare_history(CLI::App& root);

}  // namespace mallctl::cli
