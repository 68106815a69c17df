#include "plan/box_tree.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <set>

using namespace mallctl;
using plan::BoxTree;

TEST_CASE("a tree finds what a linear scan finds") {
    std::mt19937 random(1);
    std::uniform_real_distribution<double> place(0, 100);
    std::uniform_real_distribution<double> size(0, 8);
    const auto box = [&] {
        const core::Point corner{place(random), place(random)};
        return core::Box{corner, {corner.x + size(random), corner.y + size(random)}};
    };
    for (const std::size_t count : {0u, 1u, 2u, 16u, 17u, 256u, 257u, 5'000u}) {
        std::vector<BoxTree::Item> items;
        for (std::size_t i = 0; i < count; ++i) items.push_back({box(), i});
        const BoxTree tree(items);
        for (int round = 0; round < 50; ++round) {
            const core::Box asked = box();
            std::multiset<std::size_t> expected;
            for (const auto& item : items) {
                if (plan::meet(item.box, asked)) expected.insert(item.value);
            }
            std::multiset<std::size_t> found;
            tree.visit(asked, [&](std::size_t value) {
                found.insert(value);
                return true;
            });
            CHECK(found == expected);
        }
    }
}

TEST_CASE("a visitor that has had enough is asked no more") {
    std::vector<BoxTree::Item> items(1'000, BoxTree::Item{{{0, 0}, {1, 1}}, 7});
    const BoxTree tree(items);
    int visits = 0;
    tree.visit({{0, 0}, {1, 1}}, [&](std::size_t) { return ++visits < 3; });
    CHECK(visits == 3);
}
