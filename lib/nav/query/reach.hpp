// One place to many: times to all portals, then to the sites of each level.
#pragma once

#include <vector>

#include "nav/query/mall_view.hpp"

namespace mallctl::nav {

class Reaching {
  public:
    // From free points, all at time 0. O(what they see + portals of their levels x portals); with areas
    // closed on their levels, Dijkstra's algorithm there.
    Reaching(const BodyView& body, const ProfileView& profile, const std::vector<LevelPoint>& from);

    // The times in s to all sites of a level, infinite where there is no way. Valid until the next call on
    // this thread. O(portals x sites of the level).
    std::span<const float> sites_of(std::uint32_t level) const;

    // To all portals, numbered through the levels.
    std::span<const float> portals() const { return to_portals_; }

  private:
    const BodyView& body_;
    float speed_;
    const std::vector<LevelPoint>& from_;
    std::vector<float> to_portals_;
    std::vector<std::vector<float>>
        to_own_sites_;  // lengths in m from each of from_ to the sites of its level
};

}  // namespace mallctl::nav
