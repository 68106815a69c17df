// near() looks closely at few candidates only: what it answers is what looking at each would give.
#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "nav/build.hpp"
#include "operations/near.hpp"
#include "operations/near_json.hpp"
#include "tests/support/generated_mall.hpp"

using namespace mallctl;

namespace {

const core::Instant noon = core::parse_instant("2026-03-02T12:00:00Z");  // a Monday

// Three levels; a store in every shop but the staff's, some in two, some shut on Mondays; a lift that is
// shut.
std::shared_ptr<const operations::Snapshot> busy_mall() {
    const test::PlanMaker maker = test::generate_mall({11, 3, 24});
    catalog::Mall mall;
    mall.slug = "busy";
    mall.time_zone = "Europe/Berlin";
    mall.locales = {"en"};
    catalog::Catalog rows;
    std::string before;
    for (const auto& unit : maker.plan.units) {
        if (unit.category != "retail") continue;
        catalog::Store store;
        store.id.bytes[0] = static_cast<std::uint8_t>(rows.stores.size() + 1);
        store.slug = "store-" + std::to_string(rows.stores.size());
        store.category = rows.stores.size() % 3 == 0 ? "food.cafe" : "fashion";
        store.hours = rows.stores.size() % 4 == 0 ? "Mo off; Tu-Su 09:00-20:00" : "09:00-20:00";
        const std::string id = core::to_string(unit.id);
        store.units = {id};
        if (rows.stores.size() % 7 == 6) store.units.push_back(before);
        before = id;
        rows.stores.push_back(store);
    }
    catalog::Closure closure;
    closure.slug = "lift";
    closure.connector = core::to_string(maker.plan.connectors.front().id);
    closure.from = noon;
    rows.closures.push_back(closure);
    core::Diagnostics findings;
    return operations::make_snapshot(mall, rows, maker.plan, nav::build(maker.plan, findings), false);
}

using Order = std::vector<std::tuple<double, double, std::string>>;  // duration, distance, slug

// Every store by itself.
Order all_measured(const operations::Snapshot& mall, const operations::NearRequest& request,
                   std::size_t& unreachable) {
    Order order;
    unreachable = 0;
    const auto from = operations::resolve_place(mall, request.from, request.at);
    const auto closures = operations::closures_in_force(mall, request.at);
    const nav::RouteOptions options(request.profile, nav::Preference::quickest, closures->for_graph());
    for (std::size_t i = 0; i < mall.catalog.stores.size(); ++i) {
        std::optional<std::pair<double, double>> best;
        for (const auto unit : operations::units_of_store(mall, i, request.at)) {
            const auto targets = operations::nav_places(mall, {operations::point_of_unit(mall, unit)});
            for (const auto& start : operations::nav_places(mall, from.points)) {
                const auto reach = mall.nav->reach(start, targets, options).front();
                if (!reach) continue;
                const std::pair found(reach->duration_s, reach->distance_m);
                if (!best || found < *best) best = found;
            }
        }
        if (!best)
            ++unreachable;
        else
            order.emplace_back(best->first, best->second, mall.catalog.stores[i].slug);
    }
    std::sort(order.begin(), order.end());
    return order;
}

Order order_of(const operations::NearAnswer& answer) {
    Order order;
    for (const auto& hit : answer.hits) order.emplace_back(hit.duration_s.value(), hit.distance_m, hit.slug);
    return order;
}

Order first_of(Order order, std::size_t limit) {
    order.resize(std::min(order.size(), limit));
    return order;
}

}  // namespace

TEST_CASE("the nearest are those that measuring all stores finds, with each filter") {
    const auto mall = busy_mall();
    REQUIRE(mall->catalog.stores.size() > 30);
    std::mt19937 random(5);
    const auto& units = mall->plan.units;
    std::size_t answered = 0;
    for (int round = 0; round < 60; ++round) {
        operations::NearRequest request;
        const auto& unit = units[random() % units.size()];
        if (unit.category != "walkway" && unit.category != "retail") continue;
        request.from = "id:" + core::to_string(unit.id);
        request.at = round % 2 == 0 ? noon : noon - std::chrono::hours(1);  // with and without the closure
        request.profile = std::vector{nav::Profile::walk, nav::Profile::wheelchair, nav::Profile::pram,
                                      nav::Profile::staff}[random() % 4];
        std::size_t unreachable = 0;
        const Order all = all_measured(*mall, request, unreachable);
        for (const std::size_t limit : {1U, 3U, 10U, 1000U}) {
            INFO(request.from << " " << nav::to_string(request.profile) << " " << limit);
            request.limit = limit;
            const auto answer = operations::near(*mall, request);
            CHECK(order_of(answer) == first_of(all, limit));
            CHECK(answer.unreachable == unreachable);
        }
        if (all.empty()) continue;
        ++answered;
        request.limit = 5;
        request.within_m = std::get<1>(all[all.size() / 2]);
        Order near_enough;
        for (const auto& one : all) {
            if (std::get<1>(one) <= *request.within_m) near_enough.push_back(one);
        }
        CHECK(order_of(operations::near(*mall, request)) == first_of(near_enough, 5));
        request.within_m.reset();
        request.within_s = std::get<0>(all[all.size() / 3]);
        Order soon_enough;
        for (const auto& one : all) {
            if (std::get<0>(one) <= *request.within_s) soon_enough.push_back(one);
        }
        CHECK(order_of(operations::near(*mall, request)) == first_of(soon_enough, 5));
        request.within_s.reset();
        request.open_now = true;
        request.limit = 1000;
        const Order open = order_of(operations::near(*mall, request));
        CHECK(open.size() ==
              static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [](const auto& one) {
                  return std::stoul(std::get<2>(one).substr(6)) % 4 != 0;
              })));
        request.limit = 4;
        CHECK(order_of(operations::near(*mall, request)) == first_of(open, 4));
    }
    CHECK(answered > 20);
}

TEST_CASE("an answer of near is JSON as a tree of its values writes it") {
    const auto mall = busy_mall();
    operations::NearRequest request;
    request.from = "store:store-1";
    request.at = noon;
    for (const char* kind : {"store", "amenity"}) {
        request.kind = kind;
        const auto answer = operations::near(*mall, request);
        const std::string text = operations::to_json(answer);
        const auto tree = nlohmann::ordered_json::parse(text);
        CHECK(tree.dump() == text);
        REQUIRE(tree.at("hits").size() == answer.hits.size());
        for (std::size_t i = 0; i < answer.hits.size(); ++i)
            CHECK(tree.at("hits").at(i) == operations::to_object(answer.hits[i]));
    }
}
