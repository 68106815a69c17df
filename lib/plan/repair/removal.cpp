#include "plan/repair/removal.hpp"

#include <algorithm>
#include <optional>

namespace mallctl::plan {

void UnitRemoval::apply(Plan& plan) const {
    if (!any_) return;
    std::vector<std::size_t> new_index(target_.size(), nowhere);
    std::size_t next = 0;
    for (std::size_t i = 0; i < target_.size(); ++i) {
        if (target_[i] == stays) new_index[i] = next++;
    }
    const auto moved = [&](UnitIndex unit) -> std::optional<UnitIndex> {
        if (target_[unit] == stays) return new_index[unit];
        if (target_[unit] == nowhere) return std::nullopt;
        return new_index[target_[unit]];
    };
    for (Connector& connector : plan.connectors) {
        for (ConnectorStop& stop : connector.stops) {
            if (stop.unit) stop.unit = moved(*stop.unit);
        }
    }
    for (Occupant& occupant : plan.occupants) {
        if (occupant.unit) occupant.unit = moved(*occupant.unit);
    }
    for (Amenity& amenity : plan.amenities) {
        std::vector<UnitIndex> units;
        for (const UnitIndex unit : amenity.units) {
            const auto now = moved(unit);
            if (now && std::find(units.begin(), units.end(), *now) == units.end()) units.push_back(*now);
        }
        amenity.units = std::move(units);
    }
    std::vector<bool> gone(target_.size());
    for (std::size_t i = 0; i < gone.size(); ++i) gone[i] = target_[i] != stays;
    remove_marked(plan.units, gone);
}

}  // namespace mallctl::plan
