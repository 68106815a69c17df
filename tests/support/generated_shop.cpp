#include "tests/support/generated_shop.hpp"

#include <algorithm>

namespace mallctl::test {

namespace {

struct Shop {
    double begin = 0;  // along the row
    double end = 0;
    double width() const { return end - begin; }
};

std::vector<Shop> divide(const Row& row, int count, Dice& dice) {
    std::vector<double> weights;
    double sum = 0;
    for (int i = 0; i < count; ++i) {
        weights.push_back(dice.metres(7, 16));
        sum += weights.back();
    }
    std::vector<Shop> shops;
    double s = 0;
    for (const double weight : weights) {
        const double end = std::round((s + weight * row.length / sum) * 100) / 100;
        shops.push_back({s, end});
        s = end;
    }
    shops.back().end = row.length;
    return shops;
}

void add_door(PlanMaker& maker, plan::LevelIndex level, core::Point middle, core::Point along, double width) {
    const double x = along.x * width / 2;
    const double y = along.y * width / 2;
    maker.opening(level, {middle.x - x, middle.y - y}, {middle.x + x, middle.y + y});
}

void add_front_doors(PlanMaker& maker, plan::LevelIndex level, const Row& row, const Shop& shop, Dice& dice) {
    const core::Point along{row.front.cosine, row.front.sine};
    const int doors = shop.width() > 12 && dice.chance(50) ? 2 : 1;
    const double part = shop.width() / doors;
    for (int i = 0; i < doors; ++i) {
        const double width = std::min(dice.metres(0.8, 3), part - 1.5);
        const double slack = (part - width) / 2 - 0.6;
        const double middle = shop.begin + (i + 0.5) * part + dice.metres(-slack, slack);
        add_door(maker, level, row.front.at(middle, 0), along, width);
    }
}

void add_other_doors(PlanMaker& maker, plan::LevelIndex level, const Row& row, const Shop& shop, Dice& dice) {
    const core::Point along{row.front.cosine, row.front.sine};
    const core::Point across{-row.front.sine, row.front.cosine};
    if (row.back_corridor && dice.chance(60)) {
        add_door(maker, level, row.front.at(shop.end - 0.9, row.depth), along, 0.9);
    }
    const bool at_begin = shop.begin == 0 && row.open_at_begin;
    const bool at_end = shop.end == row.length && row.open_at_end;
    if ((at_begin || at_end) && dice.chance(60)) {
        add_door(maker, level, row.front.at(at_begin ? 0 : row.length, 3), across, dice.metres(1, 2));
    }
}

// Tables in a grid with an aisle around each, a shelf along one wall, sometimes a counter at the back.
void furnish(PlanMaker& maker, plan::LevelIndex level, const Row& row, const Shop& shop, Dice& dice) {
    const auto place = [&](double s0, double t0, double s1, double t1) {
        maker.fixture(level, row.front.box(s0, t0, s1, t1));
    };
    constexpr double shelf = 0.5;
    const double top = row.depth - (dice.chance(30) ? 2.2 : 0.8);
    if (top < row.depth - 2) place(shop.begin + 1, row.depth - 0.6, shop.end - 1.6, row.depth);
    const double low = dice.metres(1.8, 3);
    if (dice.chance(50)) place(shop.end - shelf, low, shop.end, top - 1);

    constexpr double aisle = 1.3;
    const double width = shop.width() - shelf;
    const int columns = width > 9 ? 2 : 1;
    const int rows = columns == 2 ? (dice.chance(10) ? 2 : 1) : (dice.chance(35) ? 2 : 1);
    const double cell_s = width / columns;
    const double cell_t = (top - low) / rows;
    for (int c = 0; c < columns; ++c) {
        for (int r = 0; r < rows; ++r) {
            const double half_s = (cell_s - aisle) / 2 * dice.metres(0.5, 0.9);
            const double half_t = (cell_t - aisle) / 2 * dice.metres(0.5, 0.9);
            const double s = shop.begin + (c + 0.5) * cell_s;
            const double t = low + (r + 0.5) * cell_t;
            if (half_s < 0.2 || half_t < 0.2) continue;
            if (!dice.chance(20)) {
                place(s - half_s, t - half_t, s + half_s, t + half_t);
                continue;
            }
            const double half = std::min(half_s, half_t);  // a table turned by 45 degrees
            maker.fixture(level,
                          std::vector<core::Point>{row.front.at(s - half, t), row.front.at(s, t - half),
                                                   row.front.at(s + half, t), row.front.at(s, t + half)});
        }
    }
}

}  // namespace

void draw_shops(PlanMaker& maker, plan::LevelIndex level, const Row& row, int count, Dice& dice) {
    for (const Shop& shop : divide(row, count, dice)) {
        const bool restroom = dice.chance(3);
        maker.unit(level, restroom ? "restroom" : "retail",
                   row.front.box(shop.begin, 0, shop.end, row.depth));
        add_front_doors(maker, level, row, shop, dice);
        add_other_doors(maker, level, row, shop, dice);
        if (!restroom) furnish(maker, level, row, shop, dice);
    }
}

}  // namespace mallctl::test
