// mallctl set: fields of a row, from the command line.
#pragma once

#include "cli/verb.hpp"

namespace mallctl::cli {

Verb declare_set(CLI::App& root);

}  // namespace mallctl::cli
