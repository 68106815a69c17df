#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <map>
#include <optional>
#include <utility>

#include "nav/space/level_shape.hpp"
#include "nav/travel_time.hpp"

namespace mallctl::nav {

namespace {

struct Stop {
    PortalRef portal;
    Mm point;
};

// Drawn points and stated elevations carry centimetres of noise: a ramp of 1:12 is a ramp of 1:12.
constexpr double grade_noise = 1.02;

class Rides {
  public:
    Rides(const plan::Plan& plan, const std::vector<const LevelShape*>& shapes, Profile profile)
        : plan_(plan), profile_(profile), stops_(plan.connectors.size()) {
        for (std::uint32_t level = 0; level < shapes.size(); ++level) {
            const std::vector<Portal>& portals = shapes[level]->portals;
            for (std::uint32_t i = 0; i < portals.size(); ++i) {
                const Stop stop{{level, i}, portals[i].point};
                if (portals[i].connector == none) {
                    openings_[portals[i].opening].at(portals[i].exit_side ? 1 : 0) = stop;
                } else {
                    stops_.at(portals[i].connector).emplace(portals[i].stop, stop);
                }
            }
        }
    }

    ProfileRides all() && {
        for (std::uint32_t i = 0; i < plan_.connectors.size(); ++i) add_connector(i);
        for (const auto& [opening, sides] : openings_) add_opening(opening, sides);
        return std::move(result_);
    }

  private:
    void add_connector(std::uint32_t index) {
        const plan::Connector& connector = plan_.connectors[index];
        const bool lift = connector.category == "elevator";
        std::vector<Stop> stops;
        for (const auto& [position, stop] : stops_[index]) stops.push_back(stop);
        for (std::size_t low = 0; low < stops.size(); ++low) {
            const std::size_t end = lift ? stops.size() : std::min(low + 2, stops.size());
            for (std::size_t high = low + 1; high < end; ++high) {
                add_ride(index, stops[low], stops[high], connector.direction != plan::Direction::down);
                add_ride(index, stops[high], stops[low], connector.direction != plan::Direction::up);
            }
        }
    }

    void add_ride(std::uint32_t index, const Stop& from, const Stop& to, bool runs) {
        const plan::Connector& connector = plan_.connectors[index];
        Ride ride{from.portal, to.portal, index, none, 0, 0, 0};
        if (connector.category == "elevator") ride.wait_s = connector.wait_s.value_or(usual_wait_s);
        ride.duration_s = travel_time_s(connector.category, climb(from, to), ride.wait_s, profile_);
        const char* bar = bar_to(connector, from, to);
        if (bar == nullptr && !runs) bar = "one_way";
        if (bar == nullptr) {
            result_.rides.push_back(ride);
        } else {
            result_.barred.push_back({ride, bar});
        }
    }

    void add_opening(std::uint32_t index, const std::array<Stop, 2>& sides) {
        const double distance = length_m(sides[0].point, sides[1].point);
        const double duration = distance / speed_m_s(profile_);
        result_.rides.push_back({sides[0].portal, sides[1].portal, none, index, duration, 0, distance});
        result_.barred.push_back(
            {{sides[1].portal, sides[0].portal, none, index, duration, 0, distance}, "one_way"});
    }

    // What keeps the profile from a ride whichever way it runs; nullptr for nothing.
    const char* bar_to(const plan::Connector& connector, const Stop& from, const Stop& to) const {
        if (profile_ != Profile::wheelchair && profile_ != Profile::pram) return nullptr;
        const std::string& category = connector.category;
        if (category == "stairs" || category == "escalator") return "not_accessible";
        const bool pram = profile_ == Profile::pram;
        if (category == "ramp") {
            const auto grade = grade_between(from, to);
            if (grade && *grade > *steepest_ramp(profile_) * grade_noise) return "too_steep";
            if (grade && pram) return nullptr;
        } else if (pram) {
            return nullptr;
        }
        return connector.accessible ? nullptr : "not_accessible";
    }

    std::optional<double> stated_rise_m(const Stop& from, const Stop& to) const {
        const auto& low = plan_.levels[from.portal.level].elevation_m;
        const auto& high = plan_.levels[to.portal.level].elevation_m;
        return low && high ? std::optional(*high - *low) : std::nullopt;
    }

    // A ramp whose stops lie closer together than its rise winds: its run is not known.
    std::optional<double> grade_between(const Stop& from, const Stop& to) const {
        const auto rise = stated_rise_m(from, to);
        const double run = length_m(from.point, to.point);
        if (!rise || run <= std::abs(*rise)) return std::nullopt;
        return std::abs(*rise) / run;
    }

    Climb climb(const Stop& from, const Stop& to) const {
        const int steps = plan_.levels[to.portal.level].ordinal - plan_.levels[from.portal.level].ordinal;
        return {stated_rise_m(from, to).value_or(usual_storey_m * steps), length_m(from.point, to.point),
                std::abs(steps)};
    }

    const plan::Plan& plan_;
    Profile profile_;
    std::vector<std::map<std::uint32_t, Stop>> stops_;       // by connector
    std::map<std::uint32_t, std::array<Stop, 2>> openings_;  // one-way
    ProfileRides result_;
};

}  // namespace

ProfileRides rides_of(const plan::Plan& plan, const std::vector<const LevelShape*>& shapes, Profile profile) {
    return Rides(plan, shapes, profile).all();
}

}  // namespace mallctl::nav
