// mallctl delete: rows that are to go, from the command line.
#pragma once

#include "cli/verb.hpp"

namespace mallctl::cli {

Verb declare_delete(CLI::App& root);

}  // namespace mallctl::cli
