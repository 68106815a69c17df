// The classes of a plan's features, one after the other.
#pragma once

#include "plan/model.hpp"

namespace mallctl::plan {

// Calls `use(kind, features)` for each class: those that others refer to come first (a level names its
// building, a unit its level). `kind` is the word for one ("unit"), `PlanType` is Plan or const Plan.
template <typename PlanType, typename Use>
void for_each_class(PlanType& plan, Use use) {
    use("building", plan.buildings);
    use("footprint", plan.footprints);
    use("level", plan.levels);
    use("unit", plan.units);
    use("opening", plan.openings);
    use("fixture", plan.fixtures);
    use("amenity", plan.amenities);
    use("wall", plan.walls);
    use("section", plan.sections);
    use("kiosk", plan.kiosks);
    use("connector", plan.connectors);
    use("occupant", plan.occupants);
}

}  // namespace mallctl::plan
