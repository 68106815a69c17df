// Does row-level security hold, as lines of the doctor?
#pragma once

#include <vector>

#include "operations/doctor.hpp"

namespace mallctl::operations {

// D010 to D013, each as one line that is ok, or a line for everything that is wrong. Nothing is changed, and
// no row is locked where all is well. Throws core::Error(usage) for a schema that this program cannot work
// with, (unreachable).
std::vector<HealthLine> examine_row_security(const db::Endpoint& endpoint);

}  // namespace mallctl::operations
