// mallctl doctor: is everything as it should be?
#pragma once

#include <vector>

#include "cli/verb.hpp"

namespace mallctl::cli {

std::vector<Verb> declare_doctor(CLI::App& root);

// doctor audit: the hash chains of the audit logs.
Verb declare_doctor_audit(CLI::App& parent);

}  // namespace mallctl::cli
