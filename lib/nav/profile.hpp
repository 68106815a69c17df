// Who walks: body, speed and which connectors they can use.
#pragma once

#include <optional>
#include <string_view>

namespace mallctl::nav {

enum class Profile { walk, wheelchair };

std::optional<Profile> parse_profile(std::string_view name);
const char* to_string(Profile profile);

// Walking speed on the level in m/s: 1.34 (Fruin 1971, free flow) and 0.9 for a wheelchair.
double speed_m_s(Profile profile);

// Half the width that the body needs, in m: paths keep this distance from walls (0.35, wheelchair 0.45).
double clearance_m(Profile profile);

}  // namespace mallctl::nav
