#include "nav/checks/cut_words.hpp"

#include <fmt/format.h>

#include "core/names.hpp"
#include "plan/lookup.hpp"

namespace mallctl::nav {

namespace {

std::string cause_in_words(const std::string& cause) {
    if (cause == "not_accessible") return "is not accessible";
    if (cause == "too_narrow") return "is too narrow";
    if (cause == "too_steep") return "is too steep";
    if (cause == "one_way") return "leads the other way only";
    if (cause == "staff_only") return "is for staff only";
    return "is blocked";
}

// An opening has seldom a name: its unit says where it is.
std::string opening_in_words(const plan::Plan& plan, const PlanShapes& shapes, const Cut& cut) {
    for (const UnitDoor& door : shapes.levels.at(cut.level).at(index_of(Body::walker)).doors) {
        if (door.opening == cut.opening) return "the opening of " + plan::unit_reference(plan, door.unit);
    }
    return fmt::format("the opening {} on level {}", core::to_string(plan.openings[cut.opening].id),
                       plan::level_label(plan, cut.level));
}

std::string connector_in_words(const plan::Plan& plan, const Cut& cut) {
    const plan::Connector& connector = plan.connectors[cut.connector];
    const std::string name = core::pick_name(connector.name);
    return fmt::format("the {}{} on level {}", connector.category, name.empty() ? "" : " " + name,
                       plan::level_label(plan, cut.level));
}

}  // namespace

std::string cuts_in_words(const plan::Plan& plan, const PlanShapes& shapes, std::span<const Cut> cuts) {
    std::string words;
    for (const Cut& cut : cuts) {
        const std::string thing =
            cut.connector != none ? connector_in_words(plan, cut) : opening_in_words(plan, shapes, cut);
        words += (words.empty() ? "" : ", ") + thing + " " + cause_in_words(cut.cause);
    }
    return words;
}

std::string state_in_words(UnitState state) {
    switch (state) {
        case UnitState::solid:
            return "nobody can stand in its unit";
        case UnitState::no_opening:
            return "no opening leads into its unit";
        case UnitState::narrow:
            return "no opening of its unit is wide enough, or accessible";
        case UnitState::filled:
            return "the openings of its unit are blocked, or lead to no space that joins the rest";
        case UnitState::staff_only:
            return "its unit is for staff only";
        case UnitState::reachable:
            break;
    }
    return {};
}

}  // namespace mallctl::nav
