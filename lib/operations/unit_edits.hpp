// Edits by hand of the units of a floor plan, as rows of kind "unit" state them.
#pragma once

#include <string>
#include <vector>

#include "catalog/row.hpp"
#include "core/change.hpp"
#include "core/diagnostic.hpp"
#include "plan/model.hpp"

namespace mallctl::operations {

struct UnitEditing {
    core::ChangeCounts counts;  // of the rows: updated and unchanged
    core::Diagnostics findings;
};

// Edits the units that rows of kind "unit" name; all rows are looked up in the plan as it was. A unit is also
// found by the number that its source gives it, so that a file that changes numbers can be applied again.
// `files`: names by catalog::Row::file, empty for rows of a command line. Errors: M014 a unit that the plan
// does not have, or has more than once, or that two rows name; M015 a number that another unit of the level
// has afterwards. Warnings: P074 a category that is none of IMDF's. Where a finding is an error the plan is
// of no use. O(rows + units).
UnitEditing edit_units(plan::Plan& plan, const std::vector<catalog::Row>& rows,
                       const std::vector<std::string>& files);

}  // namespace mallctl::operations
