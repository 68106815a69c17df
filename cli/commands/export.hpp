// mallctl export: The mall as files for other programs and for paper.
#pragma once

#include <vector>

#include "cli/verb.hpp"

namespace mallctl::cli {

std::vector<Verb> declare_export(CLI::App& root);

Verb declare_export_plan(CLI::App& parent);

}  // namespace mallctl::cli
