// mallctl get: Rows of any kind.
#pragma once

#include "cli/verb.hpp"

namespace mallctl::cli {

Verb declare_get(CLI::App& root);

}  // namespace mallctl::cli
