// Who walks: body, speed and which connectors they can use.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace mallctl::nav {

enum class Profile { walk, wheelchair };

// In the order of their values; an artifact keeps one walkable space for each.
inline constexpr std::array profiles{Profile::walk, Profile::wheelchair};

// Reads "walk" or "wheelchair"; nothing for any other text.
std::optional<Profile> parse_profile(std::string_view name);
const char* to_string(Profile profile);

// Walking speed on the level in m/s: 1.34 (Fruin 1971, free flow) and 0.9 for a wheelchair.
double speed_m_s(Profile profile);

// Half the width that the body needs, in m: paths keep this distance from walls (0.35, wheelchair 0.45).
double clearance_m(Profile profile);

// The narrowest opening that the profile passes, in m: 0.60, and 0.80 for a wheelchair (clear width of a door
// in ISO 21542). In an opening between this and twice the clearance the body comes closer to
// the jambs than elsewhere.
double narrowest_opening_m(Profile profile);

}  // namespace mallctl::nav
