// Stable ids: the same feature of the same source gets the same UUID on every machine and at every import.
#pragma once

#include <vector>

#include "core/diagnostic.hpp"
#include "plan/model.hpp"

namespace mallctl::plan {

// Fills in every nil id with UUIDv5 of (mall, format, class, source id), or of the feature's content (level,
// category, name and geometry) where there is no source id: for a unit its level and ref where no other has
// that, else level, ref, category and geometry. Features whose ids would collide (a source id used twice) get
// distinct ids by their order among the equal ones; each such source id is a finding P005 and each copy
// without one P032, also where ids are set already. An id of `taken` is given to no feature. O(n log n).
void assign_ids(Plan& plan, const core::Uuid& mall, core::Diagnostics& findings,
                const std::vector<core::Uuid>& taken = {});

}  // namespace mallctl::plan
