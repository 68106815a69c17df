// Who walks: body, speed and which connectors they can use.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace mallctl::nav {

enum class Profile { walk, wheelchair, pram, staff };

// In the order of their values.
inline constexpr std::array profiles{Profile::walk, Profile::wheelchair, Profile::pram, Profile::staff};

// What decides where the middle of a body may be: its clearance and which units it may enter. A pram is
// pushed by a walker and takes a walker's space.
enum class Body { walker, wheelchair, staff };

// In the order of their values; an artifact keeps one walkable space a level for each.
inline constexpr std::array bodies{Body::walker, Body::wheelchair, Body::staff};

Body body_of(Profile profile);
constexpr std::size_t index_of(Profile profile) {
    return static_cast<std::size_t>(profile);
}
constexpr std::size_t index_of(Body body) {
    return static_cast<std::size_t>(body);
}

// Reads "walk", "wheelchair", "pram" or "staff"; nothing for any other text.
std::optional<Profile> parse_profile(std::string_view name);
const char* to_string(Profile profile);

// "on foot", "with a wheelchair", "with a pram", "as staff": to end a sentence with.
const char* in_words(Profile profile);

// Walking speed on the level in m/s: 1.34 (Fruin 1971, free flow) and 0.9 for a wheelchair.
double speed_m_s(Profile profile);

// Half the width that the body needs, in m: paths keep this distance from walls (0.35, wheelchair 0.45).
double clearance_m(Body body);

// The narrowest opening that the body passes, in m: 0.60, and 0.80 for a wheelchair (clear width of a door
// in ISO 21542). In an opening between this and twice the clearance the body comes closer to
// the jambs than elsewhere.
double narrowest_opening_m(Body body);

// The steepest ramp that the profile takes, as rise over run: 1:12 for a wheelchair (ADA 405.2), 1:8 for a
// pram; nothing for who takes any.
std::optional<double> steepest_ramp(Profile profile);

}  // namespace mallctl::nav
