// Which shop a walker is told to look for.
//
// Shops on the side that one turns to are what people name and want to hear (Frontiers in Computer Science
// 2022, 1044151), and what a shop is tells enough of how well it is seen (ISPRS IJGI 6(6) 183): the winner is
// the front of largest apparent angle times its weight.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "nav/guidance/bends.hpp"
#include "nav/guidance/instruction.hpp"

namespace mallctl::nav {

// A unit as one sees it from outside.
struct Storefront {
    core::Uuid unit;
    std::string name;  // to say; a unit without is never named
    core::Point door;  // geographic, as all of these
    core::Point left;  // the ends of its front, in either order; both the door where they are not known
    core::Point right;
    double weight = 1;    // how well it is known and seen; 0: never
    bool anchor = false;  // large enough to be named in passing
};

// What can be seen. Without functions there are no landmarks, and every door is in sight.
struct Surroundings {
    std::function<std::vector<Storefront>(std::uint32_t level)> storefronts;
    std::function<bool(std::uint32_t level, core::Point a, core::Point b)> in_sight;
};

// The landmarks of one walk.
class Lookout {
  public:
    // The unit that the way comes from is never named. All references must outlive the Lookout.
    Lookout(const WalkedPath& path, std::uint32_t level, std::span<const Storefront> fronts,
            const Surroundings& surroundings, std::optional<core::Uuid> origin,
            std::optional<core::Uuid> destination);

    // On the side that one turns to, at most 15 m away; or what the way on, `onward_m` until the next
    // instruction, leads up to. The destination only where one turns at it. O(storefronts).
    std::optional<Landmark> at_bend(const Bend& bend, double onward_m) const;

    // What the walk from `along`, `onward_m` until the next instruction, leads up to: straight ahead, 4 to
    // 25 m away, and not left far behind.
    std::optional<Landmark> ahead(double along, double onward_m) const;

    // One anchor that the way passes between two instructions that are at least 40 m apart, other than what
    // is named at them.
    std::optional<Landmark> passed(double from, double to, std::span<const core::Uuid> named) const;

  private:
    struct Front {
        const Storefront* store;
        core::Point door;  // local
    };
    struct Choice {
        double score;
        const Front* front;
        Landmark landmark;
        core::Point from;
    };
    Choice choice(const Front& front, core::Point from, double heading, Relation relation) const;
    std::optional<Landmark> best_in_sight(std::vector<Choice>& choices) const;

    const WalkedPath& path_;
    std::uint32_t level_;
    const Surroundings& surroundings_;
    std::optional<core::Uuid> destination_;
    std::vector<Front> fronts_;
};

// Which quarter of the circle a direction lies in, for somebody who looks along `heading`; both in degrees
// clockwise from north.
Side side_of(double heading, double direction);

}  // namespace mallctl::nav
