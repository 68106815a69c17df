#include "operations/occupant_stores.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "core/names.hpp"

using namespace mallctl;

namespace {

core::Uuid id(unsigned char n) {
    core::Uuid result;
    result.bytes[0] = n;
    return result;
}

// One unit with a ref for each occupant; an empty ref means that the occupant has no unit.
plan::Plan plan_of(const std::vector<std::pair<std::string, std::string>>& names_and_refs) {
    plan::Plan plan;
    plan.levels.emplace_back();
    unsigned char number = 1;
    for (const auto& [name, ref] : names_and_refs) {
        plan::Occupant occupant;
        occupant.id = id(number++);
        occupant.name = {{"en", name}};
        if (!ref.empty()) {
            occupant.unit = plan.units.size();
            plan.units.emplace_back();
            plan.units.back().id = id(static_cast<unsigned char>(number + 100));
            plan.units.back().ref = ref;
        }
        plan.occupants.push_back(occupant);
    }
    return plan;
}

std::vector<std::string> slugs(const plan::Plan& plan) {
    std::vector<std::string> result;
    for (const auto& store : operations::stores_of_occupants(plan)) result.push_back(store.slug);
    return result;
}

}  // namespace

TEST_CASE("a store is named after its occupant, keeps its id and states its unit by id") {
    plan::Plan plan = plan_of({{"Caf\xC3\xA9 Leto", "G-01"}});
    plan.occupants[0].category = "cafe";
    plan.occupants[0].hours = "24/7";
    const auto stores = operations::stores_of_occupants(plan);
    REQUIRE(stores.size() == 1);
    CHECK(stores[0].slug == "caf-leto");
    CHECK(stores[0].id == plan.occupants[0].id);
    CHECK(stores[0].category == "cafe");
    CHECK(stores[0].hours == "24/7");
    CHECK(stores[0].units == std::vector{core::to_string(plan.units[0].id)});
}

TEST_CASE("stores of one name are told apart by their units' refs, and by their ids where those do not do") {
    CHECK(slugs(plan_of({{"Shop", "A 1"}, {"Shop", "A 2"}})) ==
          std::vector<std::string>{"shop-a-1", "shop-a-2"});
    CHECK(slugs(plan_of({{"Shop", "A"}, {"Shop", "A"}})) ==
          std::vector<std::string>{"shop-01000000", "shop-02000000"});
    CHECK(slugs(plan_of({{"Shop", ""}, {"Shop", "B"}})) ==
          std::vector<std::string>{"shop-01000000", "shop-b"});
}

TEST_CASE("a name without a Latin letter or digit still gives a slug") {
    CHECK(slugs(plan_of({{"\xD0\x9B\xD0\xB5\xD1\x82\xD0\xBE", "12"}, {"", ""}})) ==
          std::vector<std::string>{"store-12", "store-02000000"});
}

TEST_CASE("slugs are valid, unique and independent of the order, however hostile the names are") {
    const std::string longest(200, 'x');
    plan::Plan plan = plan_of({{"Shop", "1"},
                               {"Shop", "1"},
                               {"Shop 1", ""},
                               {"shop-02000000", ""},
                               {longest, longest},
                               {longest, longest},
                               {longest + "y", "2"},
                               {"", "1"},
                               {"store 1", ""}});
    auto forward = operations::stores_of_occupants(plan);
    std::reverse(plan.occupants.begin(), plan.occupants.end());
    const auto backward = operations::stores_of_occupants(plan);
    std::set<std::string> distinct;
    for (std::size_t i = 0; i < forward.size(); ++i) {
        INFO(forward[i].slug);
        CHECK(core::is_slug(forward[i].slug));
        CHECK(forward[i].slug == backward[i].slug);
        distinct.insert(forward[i].slug);
    }
    CHECK(distinct.size() == forward.size());
}
