// What a check found, as the formats of other programs need it.
#pragma once

#include <string>
#include <vector>

#include "core/diagnostic.hpp"

namespace mallctl::exporters {

struct FindingsReport {
    core::Diagnostics findings;
    std::vector<bool> known;  // by finding: the baseline has it; empty where there is no baseline
    std::string source;       // what was checked, relative: for findings that name no file of their own
    bool warnings_fail = false;

    bool is_known(std::size_t i) const { return i < known.size() && known[i]; }
    bool fails(std::size_t i) const {
        const core::Severity severity = findings[i].severity;
        return !is_known(i) &&
               (severity == core::Severity::error || (warnings_fail && severity == core::Severity::warning));
    }
};

// For each finding a text that the same fault has at every run, also where lines or positions move: SHA-256
// of code, file name, level and feature (of the message, its numbers left out, where it names no feature),
// and how many of these came before it.
std::vector<std::string> fingerprints(const core::Diagnostics& findings);

}  // namespace mallctl::exporters
