// mallctl diff: what files would change, or what tells two versions apart.
#pragma once

#include "cli/verb.hpp"

namespace mallctl::cli {

Verb declare_diff(CLI::App& root);

}  // namespace mallctl::cli
