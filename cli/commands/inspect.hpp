// mallctl inspect: what is in floor-plan sources, and a first mapping for them.
#pragma once

#include "cli/verb.hpp"

namespace mallctl::cli {

Verb declare_inspect(CLI::App& root);

}  // namespace mallctl::cli
