// mallctl build: Artifacts from the newest version of a mall.
#pragma once

#include "cli/verb.hpp"

namespace mallctl::cli {

Verb declare_build(CLI::App& root);

}  // namespace mallctl::cli
