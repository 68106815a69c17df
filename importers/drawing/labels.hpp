// What the texts in a drawing say about the areas they stand in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/geometry.hpp"
#include "importers/mapping/mapping.hpp"

namespace mallctl::importers::drawing {

struct LabelWords {
    std::string ref;
    std::string name;
};

// Reads a label as its rule says. With LabelText::split the first word is the number when it looks like one:
// at most 16 letters, digits and "-./_#" with a digit among them and no run of more than four letters
// ("G-01", "12A", "ATM2", but not "7-Eleven").
LabelWords read_label(std::string_view text, mapping::LabelText meaning);

// Finds the smallest area around a point.
class AreaFinder {
  public:
    explicit AreaFinder(const std::vector<core::MultiPolygon>& areas);

    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    // The index of the area with the least surface that contains the point (its boundary included), the first
    // of equals; `none` outside all. O(areas).
    std::size_t smallest_around(core::Point point) const;

    std::size_t size() const { return areas_.size(); }

  private:
    struct Area {
        const core::MultiPolygon* geometry;
        core::Box box;
        double surface;
    };
    std::vector<Area> areas_;
};

}  // namespace mallctl::importers::drawing
