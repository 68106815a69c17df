// mallctl doctor: Is everything in order that mallctl stands on?
#pragma once

#include <vector>

#include "cli/verb.hpp"
#include "operations/doctor.hpp"

namespace mallctl::cli {

// `doctor` itself and each of its verbs.
std::vector<Verb> declare_doctor(CLI::App& root);

// Writes the lines; returns the exit status that they come to.
int print_health(const std::vector<operations::HealthLine>& lines, Context& context);

// doctor rls: row-level security, tried out.
Verb declare_doctor_rls(CLI::App& parent);

// doctor audit: the hash chains of the audit logs.
Verb declare_doctor_audit(CLI::App& parent);

}  // namespace mallctl::cli
