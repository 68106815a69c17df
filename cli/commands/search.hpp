// mallctl search: What people mean, found in the mall.
#pragma once

#include "cli/verb.hpp"

namespace mallctl::cli {

Verb declare_search(CLI::App& root);

}  // namespace mallctl::cli
