// What holds for every mall: random changes against what is known about them, and matching by overlap against
// the definition of it.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <map>
#include <set>

#include "plan/digest.hpp"
#include "plan/match.hpp"
#include "plan/surface.hpp"
#include "tests/unit/plan/match_malls.hpp"

using namespace mallctl;
using namespace mallctl::plan;
using namespace mallctl::test::matching;

namespace {

// Each unit's id by its name, which no matching of units with a source id, ref or place looks at first.
std::map<std::string, Uuid> by_name(const Plan& plan) {
    std::map<std::string, Uuid> ids;
    for (const Unit& unit : plan.units) ids.emplace(unit.name.at(""), unit.id);
    REQUIRE(ids.size() == plan.units.size());
    return ids;
}

Plan named(Plan plan) {
    for_each_unit(plan, [](Unit& unit) { unit.name = {{"", unit.ref}}; });
    return plan;
}

// Every id of the plan before is in the new one or removed, and every unit is told of once.
void check_accounts(const Plan& before, const Plan& after, const Matching& matching) {
    CHECK(ids_are_unique(after));
    std::set<Uuid> told;
    for (const UnitChange& change : matching.units) CHECK(told.insert(change.unit).second);
    std::set<Uuid> all;
    for (const Unit& unit : before.units) all.insert(unit.id);
    for (const Unit& unit : after.units) all.insert(unit.id);
    CHECK(told == all);
    const auto count = [&](auto is) {
        return std::count_if(matching.units.begin(), matching.units.end(), is);
    };
    const auto added = count([](const UnitChange& it) { return it.fate == Fate::added; });
    const auto removed = count([](const UnitChange& it) { return it.fate == Fate::removed; });
    CHECK(static_cast<std::ptrdiff_t>(before.units.size()) - removed ==
          static_cast<std::ptrdiff_t>(after.units.size()) - added);
}

// What link_by_overlap is defined to do, the long way: all pairs, by GEOS, the largest first.
std::map<std::size_t, std::size_t> overlaps_by_definition(const Plan& fresh, const Plan& old) {
    struct Pair {
        double ratio;
        std::size_t fresh, old;
    };
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < fresh.units.size(); ++i) {
        for (std::size_t j = 0; j < old.units.size(); ++j) {
            if (fresh.units[i].level != old.units[j].level) continue;
            const MultiPolygon& a = fresh.units[i].geometry;
            const MultiPolygon& b = old.units[j].geometry;
            const double shared = overlap_area(a, b);
            const double ratio = shared / (area_of(a) + area_of(b) - shared);
            if (ratio >= 0.5) pairs.push_back({ratio, i, j});
        }
    }
    std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.ratio > b.ratio; });
    std::map<std::size_t, std::size_t> result;
    std::set<std::size_t> taken;
    for (const Pair& pair : pairs) {
        if (!taken.contains(pair.old) && result.emplace(pair.fresh, pair.old).second) taken.insert(pair.old);
    }
    return result;
}

}  // namespace

TEST_CASE("the order of features makes no difference") {
    std::mt19937 random(1);
    const Plan before = imported(grid_mall(3, 6, 5));
    for (int round = 0; round < 5; ++round) {
        Plan plan = shuffled(grid_mall(3, 6, 5), random);
        const Matching matching = match_ids(plan, &before, match_mall);
        CHECK(digest(plan) == digest(before));
        for (const UnitChange& change : matching.units) CHECK(change.fate == Fate::kept);
    }
}

TEST_CASE("new source ids, and no numbers: units and doors in the same place keep their ids") {
    std::mt19937 random(2);
    const Plan before = imported(named(grid_mall(3, 6, 5)));
    Plan plan = raw(shuffled(named(grid_mall(3, 6, 5)), random));
    std::set<Uuid> doors;
    for (const Opening& door : before.openings) doors.insert(door.id);
    int number = 0;
    for (Unit& unit : plan.units) {
        unit.source_id = fmt::format("handle {}", number++);
        unit.ref.clear();
    }
    for (Opening& door : plan.openings) door.source_id = fmt::format("handle {}", number++);
    const Matching matching = match_ids(plan, &before, match_mall);
    CHECK(by_name(plan) == by_name(before));
    for (const Opening& door : plan.openings) CHECK(doors.erase(door.id) == 1);
    CHECK(doors.empty());
    for (const UnitChange& change : matching.units) CHECK(change.fate == Fate::kept);
}

TEST_CASE("a survey that is 30 cm off everywhere loses no unit and no door") {
    std::mt19937 random(3);
    const Plan before = imported(named(grid_mall(2, 6, 5)));
    Plan plan = from_elsewhere(shuffled(named(grid_mall(2, 6, 5)), random));
    for_each_unit(plan, [](Unit& unit) { unit.ref.clear(); });
    jitter(plan, 0.3, random);
    const Matching matching = match_ids(plan, &before, match_mall);
    CHECK(by_name(plan) == by_name(before));
    check_accounts(before, plan, matching);
    for (const UnitChange& change : matching.units) CHECK(change.moved_m < 0.5);
    std::size_t doors = 0;
    for (const Opening& door : plan.openings) {
        doors += std::any_of(before.openings.begin(), before.openings.end(),
                             [&](const Opening& it) { return it.id == door.id; });
    }
    CHECK(doors == plan.openings.size());
}

TEST_CASE("numbers dealt out anew: source ids hold where there are some, numbers where there are none") {
    std::mt19937 random(4);
    const Plan before = imported(named(grid_mall(1, 6, 5)));
    Plan plan = named(grid_mall(1, 6, 5));
    for (std::size_t i = plan.units.size() - 1; i > 0; --i) {
        std::swap(plan.units[i].ref, plan.units[random() % (i + 1)].ref);
    }
    Plan without = from_elsewhere(plan);
    check_accounts(before, plan, match_ids(plan, &before, match_mall));
    CHECK(by_name(plan) == by_name(before));
    check_accounts(before, without, match_ids(without, &before, match_mall));
    for (const Unit& unit : without.units) CHECK(unit.id == id_of(before, unit.ref));
}

TEST_CASE("units split and merged at random: the largest part has the id, and no id is lost or used twice") {
    std::mt19937 random(5);
    for (int round = 0; round < 20; ++round) {
        Plan whole = empty_mall(1);
        Plan parts = empty_mall(1);
        std::vector<std::size_t> largest;  // of each whole, its part
        for (int i = 0; i < 30; ++i) {
            const double x = 40.0 * (i % 6);
            const double y = 20.0 * (i / 6);
            add_unit(whole, 0, "", box(x, y, 36, 12));
            // Cut at two places of 36 m, at least 4 m apart, so that there is one largest part mostly.
            const double first = 4 + static_cast<double>(random() % 12);
            const double second = first + 5 + static_cast<double>(random() % 12);
            const double widths[] = {first, second - first, 36 - second};
            const double offsets[] = {0, first, second};
            const auto most = std::max_element(std::begin(widths), std::end(widths)) - std::begin(widths);
            largest.push_back(parts.units.size() + static_cast<std::size_t>(most));
            for (int part = 0; part < 3; ++part)
                add_unit(parts, 0, "", box(x + offsets[part], y, widths[part], 12));
        }
        const auto area = [](const Unit& unit) { return area_of(unit.geometry); };

        const Plan before = imported(whole);
        Plan split = parts;
        Matching matching = match_ids(split, &before, match_mall);
        check_accounts(before, split, matching);
        for (std::size_t i = 0; i < before.units.size(); ++i) {
            const auto keeper = std::find_if(split.units.begin(), split.units.end(),
                                             [&](const Unit& unit) { return unit.id == before.units[i].id; });
            REQUIRE(keeper != split.units.end());
            CHECK(area(*keeper) == Approx(area(parts.units[largest[i]])).epsilon(1e-6));
        }
        for (const UnitChange& change : matching.units) {
            CHECK(change.others.size() == (change.fate == Fate::split ? 2 : 1));
        }

        const Plan divided = imported(parts);
        Plan merged = whole;
        matching = match_ids(merged, &divided, match_mall);
        check_accounts(divided, merged, matching);
        for (std::size_t i = 0; i < merged.units.size(); ++i) {
            const auto giver = std::find_if(divided.units.begin(), divided.units.end(),
                                            [&](const Unit& unit) { return unit.id == merged.units[i].id; });
            REQUIRE(giver != divided.units.end());
            CHECK(area(*giver) == Approx(area(parts.units[largest[i]])).epsilon(1e-6));
        }
    }
}

TEST_CASE("matching by overlap is the greedy matching over all pairs, done by GEOS") {
    std::mt19937 random(6);
    for (int round = 0; round < 30; ++round) {
        Plan old = empty_mall(2);
        Plan fresh = empty_mall(2);
        const auto metres = [&](int range) { return static_cast<double>(random() % (100 * range)) / 100; };
        for (int i = 0; i < 40; ++i) {
            const double x = metres(40);
            const double y = metres(40);
            const LevelIndex level = random() % 2;
            const core::Point corners[] = {at(x, y), at(x + 3 + metres(6), y + metres(2)),
                                           at(x + 3 + metres(6), y + 3 + metres(6)),
                                           at(x + metres(2), y + 4 + metres(4))};
            MultiPolygon area{{{{corners[0], corners[1], corners[2], corners[3], corners[0]}}}};
            add_unit(old, level, "", area);
            add_unit(fresh, level, "", area);
        }
        jitter(fresh, 1.5, random);
        fresh = shuffled(fresh, random);
        const Plan before = imported(old);
        const auto expected = overlaps_by_definition(fresh, before);
        // Levels keep their order here, as they are matched by ordinal: compare by ids of units alone.
        Plan plan = fresh;
        const Matching matching = match_ids(plan, &before, match_mall);
        check_accounts(before, plan, matching);
        std::map<Uuid, int> ordinal;
        for (const auto& [i, j] : expected) {
            if (plan.levels[plan.units[i].level].ordinal != before.levels[before.units[j].level].ordinal)
                continue;
            CHECK(plan.units[i].id == before.units[j].id);
        }
    }
}

// Not part of a run: prints how long a large mall takes.  test_unit_plan "[speed]"
TEST_CASE("a hundred thousand units in well under a second", "[.speed]") {
    std::mt19937 random(7);
    const Plan before = imported(grid_mall(10, 100, 100));
    const auto measure = [&](const char* what, Plan plan) {
        const auto start = std::chrono::steady_clock::now();
        const Matching matching = match_ids(plan, &before, match_mall);
        const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
        WARN(what << ": " << taken.count() << " s, " << matching.units.size() << " units");
    };
    const Plan same = grid_mall(10, 100, 100);
    measure("the same", same);
    measure("shuffled", shuffled(same, random));
    Plan anonymous = from_elsewhere(same);
    measure("without source ids", anonymous);
    for_each_unit(anonymous, [](Unit& unit) { unit.ref.clear(); });
    measure("without source ids and numbers", anonymous);
    jitter(anonymous, 0.3, random);
    measure("without source ids and numbers, 30 cm off", anonymous);
}
