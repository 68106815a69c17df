// mallctl route: The best way from one place to others.
#pragma once

#include "cli/verb.hpp"

namespace mallctl::cli {

Verb declare_route(CLI::App& root);

}  // namespace mallctl::cli
