// Findings about features.
#pragma once

#include <string>

#include "importers/features/feature.hpp"

namespace mallctl::importers::features {

// A finding about a feature of a file: it carries the feature's id and place in the file.
core::Diagnostic about(const Feature& feature, const char* code, core::Severity severity, std::string message,
                       std::string advice);

}  // namespace mallctl::importers::features
