// mallctl create: a row, from the command line.
#pragma once

#include "cli/verb.hpp"

namespace mallctl::cli {

Verb declare_create(CLI::App& root);

}  // namespace mallctl::cli
