// mallctl import: Floor plans into the database.
#pragma once

#include "cli/verb.hpp"

namespace mallctl::cli {

Verb declare_import(CLI::App& root);

}  // namespace mallctl::cli
