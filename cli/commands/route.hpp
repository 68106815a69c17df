// mallctl route: The quickest way from one place to another.
#pragma once

#include "cli/verb.hpp"

namespace mallctl::cli {

Verb declare_route(CLI::App& root);

}  // namespace mallctl::cli
