// mallctl serve: the malls over HTTP, until a signal.
#pragma once

#include "cli/verb.hpp"

namespace mallctl::cli {

Verb declare_serve(CLI::App& root);

}  // namespace mallctl::cli
