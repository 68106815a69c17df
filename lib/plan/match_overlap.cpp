#include "plan/match_overlap.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace mallctl::plan {

namespace {

using core::Box;
using core::Point;

struct Candidate {
    std::size_t fresh = 0;
    std::size_t old = 0;
    double badness = 0;  // rounded, so that noise does not outrank a name
    int strangeness = 0;
    Point corner;  // of the new one: decides between equals whatever order the features come in
};

void link_best_first(Pairing& pairs, std::vector<Candidate>& candidates) {
    const auto rank = [](const Candidate& it) {
        return std::tuple(it.badness, it.strangeness, it.corner, it.old, it.fresh);
    };
    std::sort(candidates.begin(), candidates.end(),
              [&](const Candidate& a, const Candidate& b) { return rank(a) < rank(b); });
    for (const Candidate& it : candidates) pairs.link(it.fresh, it.old, Means::overlap);
}

int strangeness(const Names* a, const Names* b, bool same_category) {
    return (*a == *b ? 0 : 2) + (same_category ? 0 : 1);
}

Point middle_of(const Box& box) {
    return {(box.min.x + box.max.x) / 2, (box.min.y + box.max.y) / 2};
}

constexpr double near_m = 0.5;

// Of a plan in which everything lies on everything, no more than this is compared with each feature: it would
// take quadratic time, and there is no good answer.
constexpr std::size_t most_neighbours = 2'000;

}  // namespace

void link_by_overlap(Pairing& pairs, const std::vector<Area>& fresh, const std::vector<Shape>& fresh_shapes,
                     const std::vector<Area>& old, const std::vector<Shape>& old_shapes,
                     std::size_t old_levels, bool same_category) {
    if (!pairs.open()) return;
    const LevelTrees trees(
        old_shapes, old_levels, [&](std::size_t j) { return *old[j].level; },
        [&](std::size_t j) { return !pairs.fresh_of(j); });
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < fresh.size(); ++i) {
        if (pairs.old_of(i) || !fresh[i].level || fresh_shapes[i].empty()) continue;
        std::size_t neighbours = 0;
        trees.visit(*fresh[i].level, fresh_shapes[i].box, [&](std::size_t j) {
            if (++neighbours > most_neighbours) return false;
            const bool same = fresh[i].category == old[j].category;
            if (same_category && !same) return true;
            const double share = overlap_from_half(fresh_shapes[i], old_shapes[j]);
            if (share == 0) return true;
            candidates.push_back({i, j, std::round((1 - share) * 1e6),
                                  strangeness(fresh[i].name, old[j].name, same), fresh_shapes[i].box.min});
            return true;
        });
    }
    link_best_first(pairs, candidates);
}

void link_by_nearness(Pairing& pairs, const std::vector<Spot>& fresh, const std::vector<Spot>& old,
                      std::size_t old_levels) {
    if (!pairs.open()) return;
    std::vector<std::vector<BoxTree::Item>> items(old_levels);
    for (std::size_t j = 0; j < old.size(); ++j) {
        const Point middle = middle_of(old[j].box);
        if (!pairs.fresh_of(j)) items[*old[j].level].push_back({{middle, middle}, j});
    }
    std::vector<BoxTree> trees;
    for (auto& level : items) trees.emplace_back(std::move(level));
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < fresh.size(); ++i) {
        if (pairs.old_of(i) || !fresh[i].level) continue;
        const Point middle = middle_of(fresh[i].box);
        const DegreeScale scale(middle.y);
        const Point reach{near_m / scale.x, near_m / scale.y};
        const Box around{{middle.x - reach.x, middle.y - reach.y}, {middle.x + reach.x, middle.y + reach.y}};
        std::size_t neighbours = 0;
        trees[*fresh[i].level].visit(around, [&](std::size_t j) {
            if (++neighbours > most_neighbours) return false;
            if (fresh[i].category != old[j].category) return true;
            const double away = std::max(scale.distance(fresh[i].box.min, old[j].box.min),
                                         scale.distance(fresh[i].box.max, old[j].box.max));
            if (away > near_m) return true;
            candidates.push_back({i, j, std::round(away * 1e3), strangeness(fresh[i].name, old[j].name, true),
                                  fresh[i].box.min});
            return true;
        });
    }
    link_best_first(pairs, candidates);
}

}  // namespace mallctl::plan
