#include "nav/profile.hpp"

namespace mallctl::nav {

Body body_of(Profile profile) {
    if (profile == Profile::wheelchair) return Body::wheelchair;
    return profile == Profile::staff ? Body::staff : Body::walker;
}

std::optional<Profile> parse_profile(std::string_view name) {
    for (const Profile profile : profiles) {
        if (name == to_string(profile)) return profile;
    }
    return std::nullopt;
}

const char* to_string(Profile profile) {
    switch (profile) {
        case Profile::wheelchair:
            return "wheelchair";
        case Profile::pram:
            return "pram";
        case Profile::staff:
            return "staff";
        case Profile::walk:
            break;
    }
    return "walk";
}

const char* in_words(Profile profile) {
    switch (profile) {
        case Profile::wheelchair:
            return "with a wheelchair";
        case Profile::pram:
            return "with a pram";
        case Profile::staff:
            return "as staff";
        case Profile::walk:
            break;
    }
    return "on foot";
}

double speed_m_s(Profile profile) {
    return profile == Profile::wheelchair ? 0.9 : 1.34;
}

double clearance_m(Body body) {
    return body == Body::wheelchair ? 0.45 : 0.35;
}

double narrowest_opening_m(Body body) {
    return body == Body::wheelchair ? 0.80 : 0.60;
}

std::optional<double> steepest_ramp(Profile profile) {
    if (profile == Profile::wheelchair) return 1.0 / 12;
    if (profile == Profile::pram) return 1.0 / 8;
    return std::nullopt;
}

}  // namespace mallctl::nav
