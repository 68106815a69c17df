// mallctl doctor: Is everything in order that mallctl stands on?
#pragma once

#include <vector>

#include "cli/verb.hpp"

namespace mallctl::cli {

// `doctor` itself and each of its verbs.
std::vector<Verb> declare_doctor(CLI::App& root);

// doctor audit: the hash chains of the audit logs.
Verb declare_doctor_audit(CLI::App& parent);

}  // namespace mallctl::cli
