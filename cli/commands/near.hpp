// mallctl near: The nearest stores and amenities.
#pragma once

#include "cli/verb.hpp"

namespace mallctl::cli {

Verb declare_near(CLI::App& root);

}  // namespace mallctl::cli
