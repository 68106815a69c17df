// Splits and mergers.
#include <catch2/catch.hpp>

#include "plan/match.hpp"
#include "tests/unit/plan/match_malls.hpp"

using namespace mallctl;
using namespace mallctl::plan;
using namespace mallctl::test::matching;

namespace {

Plan one_shop() {
    Plan plan = empty_mall(1);
    add_unit(plan, 0, "G-02", box(0, 0, 12, 8));
    add_unit(plan, 0, "G-09", box(50, 0, 12, 8));
    return plan;
}

Plan three_parts() {
    Plan plan = empty_mall(1);
    add_unit(plan, 0, "G-02C", box(0, 0, 3, 8));
    add_unit(plan, 0, "G-02A", box(3, 0, 5, 8));
    add_unit(plan, 0, "G-02B", box(8, 0, 4, 8));
    add_unit(plan, 0, "G-09", box(50, 0, 12, 8));
    return plan;
}

}  // namespace

TEST_CASE("of a unit split in three the largest part keeps the id, though none covers half of it") {
    const Plan before = imported(one_shop());
    Plan after = three_parts();
    const Matching matching = match_ids(after, &before, match_mall);
    CHECK(id_of(after, "G-02A") == id_of(before, "G-02"));
    const UnitChange& split = change_of(matching, "G-02A@G");
    CHECK(split.fate == Fate::split);
    CHECK(split.reference_before == "G-02@G");
    CHECK(split.others == std::vector{id_of(after, "G-02B"), id_of(after, "G-02C")});
    const UnitChange& part = change_of(matching, "G-02B@G");
    CHECK(part.fate == Fate::added);
    CHECK(part.others == std::vector{split.unit});
    CHECK(change_of(matching, "G-09@G").fate == Fate::kept);
    CHECK(matching.units.size() == 4);
}

TEST_CASE("units merged into one: the largest gives the id") {
    const Plan before = imported(three_parts());
    Plan after = one_shop();
    const Matching matching = match_ids(after, &before, match_mall);
    CHECK(id_of(after, "G-02") == id_of(before, "G-02A"));
    const UnitChange& merged = change_of(matching, "G-02@G");
    CHECK(merged.fate == Fate::merged);
    CHECK(merged.others == std::vector{id_of(before, "G-02B"), id_of(before, "G-02C")});
    const UnitChange& origin = change_of(matching, "G-02B@G");
    CHECK(origin.fate == Fate::removed);
    CHECK(origin.others == std::vector{merged.unit});
}

TEST_CASE("a part that keeps the number keeps the id, and the unit is split") {
    const Plan before = imported(one_shop());
    Plan after = three_parts();
    after.units[0].ref = "G-02";  // the smallest
    const Matching matching = match_ids(after, &before, match_mall);
    CHECK(id_of(after, "G-02") == id_of(before, "G-02"));
    CHECK(change_of(matching, "G-02@G").fate == Fate::split);
    CHECK(change_of(matching, "G-02@G").others.size() == 2);
}

TEST_CASE("a unit cut exactly in half is split the same way in any order") {
    const Plan before = imported(one_shop());
    Plan after = empty_mall(1);
    add_unit(after, 0, "", box(6, 0, 6, 8));
    add_unit(after, 0, "", box(0, 0, 6, 8));
    Plan reversed = after;
    std::swap(reversed.units[0], reversed.units[1]);
    match_ids(after, &before, match_mall);
    match_ids(reversed, &before, match_mall);
    CHECK(after.units[1].id == id_of(before, "G-02"));
    CHECK(reversed.units[0].id == after.units[1].id);
    CHECK(reversed.units[1].id == after.units[0].id);
}

TEST_CASE("a booth in a hall that stays splits nothing, and its removal merges nothing") {
    Plan hall = empty_mall(1);
    add_unit(hall, 0, "HALL", box(0, 0, 40, 30)).category = "walkway";
    Plan with_booth = hall;
    add_unit(with_booth, 0, "K-1", box(10, 10, 9, 9));
    const Plan before = imported(hall);
    Plan after = with_booth;
    Matching matching = match_ids(after, &before, match_mall);
    CHECK(change_of(matching, "HALL@G").fate == Fate::kept);
    CHECK(change_of(matching, "K-1@G").fate == Fate::added);
    CHECK(change_of(matching, "K-1@G").others.empty());
    const Plan booth = imported(with_booth);
    Plan without = hall;
    matching = match_ids(without, &booth, match_mall);
    CHECK(change_of(matching, "K-1@G").fate == Fate::removed);
    CHECK(change_of(matching, "K-1@G").others.empty());
    CHECK(change_of(matching, "HALL@G").fate == Fate::kept);
}

TEST_CASE("a unit with the outline of the floor around it is split for itself") {
    Plan before = one_shop();
    add_unit(before, 0, "", box(-5, -5, 100, 60)).category = "walkway";
    before = imported(before);
    Plan after = three_parts();
    add_unit(after, 0, "", box(-5, -5, 100, 60)).category = "walkway";
    const Matching matching = match_ids(after, &before, match_mall);
    CHECK(change_of(matching, "G-02A@G").fate == Fate::split);
    CHECK(after.units.back().id == before.units.back().id);
}
