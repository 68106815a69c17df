// mallctl revoke: takes a role from a user.
#pragma once

#include "cli/verb.hpp"

namespace mallctl::cli {

Verb declare_revoke(CLI::App& root);

}  // namespace mallctl::cli
