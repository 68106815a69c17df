// mallctl rollback: a mall becomes again what it was at an earlier version.
#pragma once

#include "cli/verb.hpp"

namespace mallctl::cli {

Verb declare_rollback(CLI::App& root);

}  // namespace mallctl::cli
