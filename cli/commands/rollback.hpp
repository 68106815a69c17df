// mallctl rollback: an earlier floor plan becomes the current one again.
#pragma once

#include "cli/verb.hpp"

namespace mallctl::cli {

Verb declare_rollback(CLI::App& root);

}  // namespace mallctl::cli
