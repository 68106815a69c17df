#include "nav/query/blocked/no_route.hpp"

#include <limits>
#include <set>

#include "nav/query/blocked/blocking.hpp"

namespace mallctl::nav {

namespace {

std::string level_name(const MallView& mall, std::uint32_t level) {
    return "level " + mall.info.levels[level].label;
}

// "unit X on level L has no opening wide enough for a wheelchair"; empty for a reachable one.
std::string fault_of_unit(const MallView& mall, Profile profile, std::uint32_t unit) {
    const UnitInfo& info = mall.info.units[unit];
    const std::string name = "unit " + info.label + " on " + level_name(mall, info.level);
    switch (mall.info.by_body[index_of(body_of(profile))].units[unit].state) {
        case UnitState::solid:
            return name + " is not walkable";
        case UnitState::no_opening:
            return name + " has no opening";
        case UnitState::narrow:
            return name + " has no opening " +
                   (body_of(profile) == Body::wheelchair ? "wide enough for a wheelchair and accessible"
                                                         : "wide enough to walk through");
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

std::set<std::uint32_t> levels_reached(const BodyView& body, const std::vector<LevelPoint>& from,
                                       const Reaching& reached) {
    std::set<std::uint32_t> levels;
    for (const LevelPoint& spot : from) levels.insert(spot.level);
    const auto times = reached.portals();
    for (std::uint32_t i = 0; i < times.size(); ++i) {
        if (times[i] < std::numeric_limits<float>::infinity()) levels.insert(body.level_of(i));
    }
    return levels;
}

// The kinds of connectors that bring the profile to a level, in words.
std::vector<std::string> connectors_to(const MallView& mall, const ProfileView& profile,
                                       std::uint32_t level) {
    const BodyView& body = mall.body(profile.profile);
    std::set<std::string> kinds;
    for (const RideInfo& ride : profile.info.rides) {
        if (ride.connector == none || body.level_of(ride.to) != level) continue;
        kinds.insert(plain_word(mall.info.connectors[ride.connector].category));
    }
    return {kinds.begin(), kinds.end()};
}

bool takes_stairs(Profile profile) {
    return profile == Profile::walk || profile == Profile::staff;
}

}  // namespace

std::string plain_word(const std::string& category) {
    return category == "elevator" ? "lift" : category == "movingwalkway" ? "moving walkway" : category;
}

std::string explain_no_place(const MallView& mall, Profile profile, std::uint32_t level,
                             std::optional<std::uint32_t> unit) {
    if (unit) return fault_of_unit(mall, profile, *unit);
    return "the point on " + level_name(mall, level) + " is more than 2 m from any space to move in " +
           in_words(profile);
}

std::string explain_no_way(const MallView& mall, const ProfileView& profile,
                           const std::vector<LevelPoint>& from, std::optional<std::uint32_t> from_unit,
                           const Reaching& reached, std::uint32_t to_level,
                           std::optional<std::uint32_t> to_unit, const std::vector<Blocking>& blocking) {
    const Profile who = profile.profile;
    for (const auto& unit : {to_unit, from_unit}) {
        const std::string fault = unit ? fault_of_unit(mall, who, *unit) : "";
        if (!fault.empty()) return fault;
    }
    const std::set<std::uint32_t> levels = levels_reached(mall.body(who), from, reached);
    std::vector<std::string> names;
    for (const std::uint32_t level : levels) names.push_back(mall.info.levels[level].label);
    const std::string extent = "from " + level_name(mall, from.front().level) + " one reaches " +
                               in_words(who) + (names.size() > 1 ? " levels " : " only level ") +
                               join(names, " and ") +
                               (blocking.empty() ? "" : "; in the way: " + in_words(mall, blocking));
    if (levels.contains(to_level)) {
        return "the place on " + level_name(mall, to_level) +
               " lies in a part of the level that no opening or connector joins to the start " +
               in_words(who) + "; " + extent;
    }
    const std::vector<std::string> kinds = connectors_to(mall, profile, to_level);
    if (!kinds.empty()) {
        return std::string("no way ") + in_words(who) + " leads to " + level_name(mall, to_level) +
               ", which has " + join(kinds, " and ") + ", but none that joins these levels; " + extent;
    }
    return level_name(mall, to_level) +
           (takes_stairs(who)            ? " has no stairs, lift, escalator or ramp to it"
            : who == Profile::wheelchair ? " has no lift or ramp open to wheelchairs"
                                         : " has no lift or ramp for prams") +
           "; " + extent;
}

}  // namespace mallctl::nav
