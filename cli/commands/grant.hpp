// mallctl grant: gives a user a role.
#pragma once

#include "cli/verb.hpp"

namespace mallctl::cli {

Verb declare_grant(CLI::App& root);

}  // namespace mallctl::cli
