// Taking features out of a plan so that every reference that is left still means what it meant.
#pragma once

#include <cstddef>
#include <vector>

#include "plan/model.hpp"

namespace mallctl::plan {

// Which units go, and what is to stand for them: another unit that stays, or none.
class UnitRemoval {
  public:
    explicit UnitRemoval(std::size_t units) : target_(units, stays) {}

    void remove(UnitIndex unit) { mark(unit, nowhere); }
    void replace(UnitIndex unit, UnitIndex by) { mark(unit, by); }
    bool removes(UnitIndex unit) const { return target_[unit] != stays; }

    // Takes the units out and points connector stops, amenities and occupants at what stands for them. O(size
    // of the plan), and nothing to do where no unit goes.
    void apply(Plan& plan) const;

  private:
    static constexpr std::size_t stays = static_cast<std::size_t>(-1);
    static constexpr std::size_t nowhere = static_cast<std::size_t>(-2);

    void mark(UnitIndex unit, std::size_t target) {
        target_[unit] = target;
        any_ = true;
    }

    std::vector<std::size_t> target_;
    bool any_ = false;
};

// Takes out the elements at the positions for which `gone` is true; for classes that nothing refers to.
template <typename T>
void remove_marked(std::vector<T>& features, const std::vector<bool>& gone) {
    std::size_t next = 0;
    for (std::size_t i = 0; i < features.size(); ++i) {
        if (gone[i]) continue;
        if (next != i) features[next] = std::move(features[i]);
        ++next;
    }
    features.erase(features.begin() + static_cast<std::ptrdiff_t>(next), features.end());
}

}  // namespace mallctl::plan
