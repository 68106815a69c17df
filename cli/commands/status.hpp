// mallctl status: which servers run, and which version of each mall they serve.
#pragma once

#include "cli/verb.hpp"

namespace mallctl::cli {

Verb declare_status(CLI::App& root);

}  // namespace mallctl::cli
