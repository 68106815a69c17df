// mallctl check: what is wrong with a plan or a mall, for people and for pipelines.
#pragma once

#include "cli/verb.hpp"

namespace mallctl::cli {

Verb declare_check(CLI::App& root);

}  // namespace mallctl::cli
