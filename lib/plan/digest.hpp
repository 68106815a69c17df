// What a feature and a plan amount to, as SHA-256 of their content: equal digests, nothing to write and
// nothing to rebuild.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/digest.hpp"
#include "plan/model.hpp"

namespace mallctl::plan {

// Of one feature with everything it says, what it refers to (by id) and its geometry at 1e-9 degrees. All ids
// must be assigned. O(size of the feature).
std::string digest(const Plan& plan, const Building& building);
std::string digest(const Plan& plan, const Footprint& footprint);
std::string digest(const Plan& plan, const Level& level);
std::string digest(const Plan& plan, const Unit& unit);
std::string digest(const Plan& plan, const Opening& opening);
std::string digest(const Plan& plan, const Connector& connector);
std::string digest(const Plan& plan, const Fixture& fixture);
std::string digest(const Plan& plan, const Amenity& amenity);
std::string digest(const Plan& plan, const Wall& wall);
std::string digest(const Plan& plan, const Section& section);
std::string digest(const Plan& plan, const Kiosk& kiosk);
std::string digest(const Plan& plan, const Occupant& occupant);

struct FeatureDigest {
    Uuid id;
    core::Sha256 sha256{};
};

// Of all features, by kind ("unit") and in the order of the plan; every kind is there.
using PlanDigests = std::map<std::string, std::vector<FeatureDigest>>;
PlanDigests digests(const Plan& plan);

// Of the whole plan, whatever the order of its features; `digests` are those of the plan. O(n log n).
std::string digest(const Plan& plan);
std::string digest(const Plan& plan, const PlanDigests& digests);

}  // namespace mallctl::plan
