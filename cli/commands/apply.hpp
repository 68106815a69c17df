// mallctl apply: A mall's files into the database.
#pragma once

#include "cli/verb.hpp"

namespace mallctl::cli {

Verb declare_apply(CLI::App& root);

}  // namespace mallctl::cli
