#include "nav/query/no_route.hpp"

#include <set>

namespace mallctl::nav {

namespace {

std::string with(Profile profile) {
    return in_words(profile);
}

std::string level_name(const Image& image, std::uint32_t level) {
    return "level " + image.levels[level].label;
}

// "unit X on level L has no opening wide enough for a wheelchair"; empty for a reachable one.
std::string fault_of_unit(const Image& image, const Network& network, std::uint32_t unit) {
    const std::string name =
        "unit " + image.units[unit].label + " on " + level_name(image, image.units[unit].level);
    const bool walk = network.profile() == Profile::walk;
    switch (network.unit_spots()[unit].state) {
        case UnitState::solid:
            return name + " is not walkable";
        case UnitState::no_opening:
            return name + " has no opening";
        case UnitState::narrow:
            return name + " has no opening " +
                   (walk ? "wide enough to walk through" : "wide enough for a wheelchair and accessible");
        case UnitState::filled:
            return "the openings of " + name + " are blocked or lead to no space that joins the rest";
        case UnitState::staff_only:
            return name + " is for staff only";
        case UnitState::reachable:
            break;
    }
    return {};
}

std::string join(const std::vector<std::string>& words, const char* last) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) text += i + 1 == words.size() ? last : ", ";
        text += words[i];
    }
    return text;
}

std::set<std::uint32_t> levels_reached(const Network& network, const Search& search) {
    std::set<std::uint32_t> levels{search.start().level};
    for (std::uint32_t i = 0; i < network.nodes().size(); ++i) {
        if (search.reaches(i)) levels.insert(network.nodes()[i].level);
    }
    return levels;
}

std::string plain_word(const std::string& category) {
    return category == "elevator" ? "lift" : category == "movingwalkway" ? "moving walkway" : category;
}

// The kinds of connectors that bring the profile to a level, in words.
std::vector<std::string> connectors_to(const Image& image, const Network& network, std::uint32_t level) {
    std::set<std::string> kinds;
    for (const ImageRide& ride : network.rides()) {
        if (ride.connector == none || network.end_of(ride).level != level) continue;
        kinds.insert(plain_word(image.connectors[ride.connector].category));
    }
    return {kinds.begin(), kinds.end()};
}

}  // namespace

std::string explain_no_place(const Image& image, const Network& network, std::uint32_t level,
                             std::uint32_t unit) {
    if (unit != none) return fault_of_unit(image, network, unit);
    return "the point on " + level_name(image, level) + " is more than 2 m from any space to move in " +
           with(network.profile());
}

std::string explain_no_way(const Image& image, const Network& network, const Search& search,
                           std::uint32_t from_unit, const Start& target, std::uint32_t to_unit) {
    for (const std::uint32_t unit : {to_unit, from_unit}) {
        const std::string fault = unit != none ? fault_of_unit(image, network, unit) : "";
        if (!fault.empty()) return fault;
    }
    const std::set<std::uint32_t> reached = levels_reached(network, search);
    std::vector<std::string> names;
    for (const std::uint32_t level : reached) names.push_back(image.levels[level].label);
    const std::string extent = "from " + level_name(image, search.start().level) + " one reaches " +
                               with(network.profile()) + (names.size() > 1 ? " levels " : " only level ") +
                               join(names, " and ");
    if (reached.contains(target.level)) {
        return "the place on " + level_name(image, target.level) +
               " lies in a part of the level that no opening or connector joins to the start " +
               with(network.profile()) + "; " + extent;
    }
    const std::vector<std::string> kinds = connectors_to(image, network, target.level);
    if (!kinds.empty()) {
        return "no way " + with(network.profile()) + " leads to " + level_name(image, target.level) +
               ", which has " + join(kinds, " and ") + ", but none that joins these levels; " + extent;
    }
    const bool walk = network.profile() == Profile::walk;
    return level_name(image, target.level) +
           (walk ? " has no stairs, lift, escalator or ramp to it"
                 : " has no lift or ramp open to wheelchairs") +
           "; " + extent;
}

}  // namespace mallctl::nav
