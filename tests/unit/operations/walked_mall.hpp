// A mall to walk through: two levels with a corridor of 60 x 6 m each, shops north of it with a door in the
// middle of their south side, a lift at its west end and stairs at its east end.
#pragma once

#include <memory>

#include "nav/build.hpp"
#include "operations/snapshot.hpp"
#include "tests/support/plan_maker.hpp"

namespace mallctl::test {

class WalkedMall {
  public:
    WalkedMall() {
        const auto ground = maker_.level(0, "G");
        const auto upper = maker_.level(1, "1");
        for (const auto level : {ground, upper}) maker_.unit(level, "walkway", Rectangle{0, 0, 60, 6});
        shop(ground, "A", 0);
        shop(ground, "B", 20);
        shop(ground, "C", 50);
        shop(upper, "D", 0);
        shop(upper, "E", 50);
        maker_.connector("elevator", {{ground, {2, 1}}, {upper, {2, 1}}}).name = {{"en", "Lift A"}};
        maker_.connector("stairs", {{ground, {58, 1}}, {upper, {58, 1}}}).name = {{"en", "Stairs"}};
        location("west", 8);
        location("east", 52);
        store("bakery", {"A@G"});
        store("shoes", {"B@G"});
        store("books", {"C@G"});
        store("cafe", {"E@1"});
        store("twin", {"C@G", "D@1"});
    }

    std::shared_ptr<const operations::Snapshot> open() const {
        catalog::Mall mall;
        mall.slug = "walked";
        mall.time_zone = "Europe/Berlin";
        mall.locales = {"en"};
        core::Diagnostics findings;
        return operations::make_snapshot(mall, rows, maker_.plan, nav::build(maker_.plan, findings), false);
    }

    core::Point at(double x, double y) const { return maker_.at(x, y); }
    core::MultiPolygon box(Rectangle r) const { return maker_.polygon(r); }

    catalog::Store& store_named(const std::string& slug) {
        for (auto& row : rows.stores) {
            if (row.slug == slug) return row;
        }
        return rows.stores.at(rows.stores.size());
    }

    catalog::Closure& closure(const std::string& slug) {
        catalog::Closure row;
        row.slug = slug;
        row.reason = {{"en", "Because of " + slug}};
        return rows.closures.emplace_back(row);
    }

    catalog::Catalog rows;

  private:
    void shop(plan::LevelIndex level, const std::string& ref, double left) {
        const auto unit = maker_.unit(level, "retail", Rectangle{left, 6, left + 10, 16});
        maker_.plan.units[unit].ref = ref;
        maker_.opening(level, {left + 4, 6}, {left + 6, 6}).source_id = "door-" + ref;
    }

    void store(const std::string& slug, const std::vector<std::string>& units) {
        catalog::Store row;
        row.id.bytes[0] = static_cast<std::uint8_t>(rows.stores.size() + 1);
        row.slug = slug;
        row.units = units;
        rows.stores.push_back(row);
    }

    void location(const std::string& slug, double x) {
        catalog::Location row;
        row.slug = slug;
        row.kind = "entrance";
        row.level = "G";
        row.point = maker_.at(x, 3);
        rows.locations.push_back(row);
    }

    PlanMaker maker_;
};

}  // namespace mallctl::test
