// Matching by geometry alone.
#pragma once

#include <string_view>
#include <vector>

#include "plan/box_tree.hpp"
#include "plan/match_pairs.hpp"
#include "plan/match_shape.hpp"

namespace mallctl::plan {

// One R-tree a level over the shapes of a class: what lies where.
class LevelTrees {
  public:
    // `level_of(i)` counts from 0 to `levels`; `wanted(i)` says which of the shapes go in.
    template <typename LevelOf, typename Wanted>
    LevelTrees(const std::vector<Shape>& shapes, std::size_t levels, LevelOf level_of, Wanted wanted) {
        std::vector<std::vector<BoxTree::Item>> items(levels);
        for (std::size_t i = 0; i < shapes.size(); ++i) {
            if (!shapes[i].empty() && wanted(i)) items[level_of(i)].push_back({shapes[i].box, i});
        }
        for (auto& level : items) trees_.emplace_back(std::move(level));
    }

    template <typename Use>
    void visit(std::size_t level, const core::Box& box, Use use) const {
        trees_[level].visit(box, use);
    }

  private:
    std::vector<BoxTree> trees_;
};

// What an area is compared by.
struct Area {
    std::optional<std::size_t> level;  // as the old plan counts; nothing on a level that it does not have
    std::string_view category;
    const Names* name = nullptr;
};

// Links what overlaps by at least half (intersection over union) on the same level, the largest overlap
// first; of equal ones those of the same name and category. Where `same_category`, only within a category.
// O(n log n), and linear in the pairs that overlap.
void link_by_overlap(Pairing& pairs, const std::vector<Area>& fresh, const std::vector<Shape>& fresh_shapes,
                     const std::vector<Area>& old, const std::vector<Shape>& old_shapes,
                     std::size_t old_levels, bool same_category);

// A line or a point, as the box around it.
struct Spot {
    std::optional<std::size_t> level;
    std::string_view category;
    const Names* name = nullptr;
    core::Box box;
};

// Links spots of one level and category whose boxes differ by at most 0.5 m, in place and in size; the
// nearest first, of equally near ones those of the same name. O(n log n) where few lie so near to each other.
void link_by_nearness(Pairing& pairs, const std::vector<Spot>& fresh, const std::vector<Spot>& old,
                      std::size_t old_levels);

}  // namespace mallctl::plan
