// Findings of a reader and of the checks, as one list.
#pragma once

#include "core/diagnostic.hpp"

namespace mallctl::operations {

// What the reader found, then what the checks found beyond it: a finding with the code and level of one of
// the reader's, on the same feature or where the reader names none, is the same fault seen again. O(n log n).
core::Diagnostics join_findings(core::Diagnostics reader, core::Diagnostics checks);

}  // namespace mallctl::operations
