#include "nav/profile.hpp"

namespace mallctl::nav {

std::optional<Profile> parse_profile(std::string_view name) {
    for (const Profile profile : profiles) {
        if (name == to_string(profile)) return profile;
    }
    return std::nullopt;
}

const char* to_string(Profile profile) {
    return profile == Profile::walk ? "walk" : "wheelchair";
}

double speed_m_s(Profile profile) {
    return profile == Profile::walk ? 1.34 : 0.9;
}

double clearance_m(Profile profile) {
    return profile == Profile::walk ? 0.35 : 0.45;
}

double narrowest_opening_m(Profile profile) {
    return profile == Profile::walk ? 0.60 : 0.80;
}

}  // namespace mallctl::nav
