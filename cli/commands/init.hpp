// mallctl init: A mall directory to start from.
#pragma once

#include "cli/verb.hpp"

namespace mallctl::cli {

Verb declare_init(CLI::App& root);

}  // namespace mallctl::cli
