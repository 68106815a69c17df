#include "nav/query/turns.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <deque>
#include <map>
#include <numbers>

#include "nav/query/graph_impl.hpp"
#include "tests/support/mall_oracle.hpp"
#include "tests/unit/nav/random_floor.hpp"

using namespace mallctl;
using nav::Closures;
using nav::Mm;
using nav::Preference;
using nav::Profile;
using test::Built;
using test::MallOracle;
using test::OraclePlace;
using test::PlanMaker;
using test::RandomFloor;
using test::Rectangle;

namespace {

double turn(Mm a, Mm b, Mm c) {
    const double before = std::atan2(static_cast<double>(b.y - a.y), static_cast<double>(b.x - a.x));
    const double after = std::atan2(static_cast<double>(c.y - b.y), static_cast<double>(c.x - b.x));
    const double angle = std::abs(std::remainder(after - before, 2 * std::numbers::pi));
    return 6 * angle / (std::numbers::pi / 2);
}

Mm grid(const PlanMaker& maker, core::Point geographic) {
    return nav::to_mm(maker.frame.to_local(geographic));
}

double cost_of(const PlanMaker& maker, const nav::Route& route) {
    double cost = route.duration_s;
    for (const nav::Leg& leg : route.legs) {
        if (leg.kind == nav::LegKind::connector) continue;
        std::vector<Mm> points;
        for (const core::Point point : leg.coordinates) points.push_back(grid(maker, point));
        for (std::size_t i = 2; i < points.size(); ++i) cost += turn(points[i - 2], points[i - 1], points[i]);
    }
    return cost;
}

// The least cost by trying every way along the sights that pays: each node with each node before it, again
// and again until nothing gets better. Knows nothing of bounds.
class TurnOracle {
  public:
    TurnOracle(const plan::Plan& plan, const nav::Graph& graph, Profile profile)
        : body_(graph.impl().mall.body(profile)),
          rides_(graph.impl().mall.profile(profile).info.rides),
          speed_(nav::speed_m_s(profile)),
          mall_(rings(plan, profile), portals(), {}, speed_) {}

    double least(OraclePlace from, OraclePlace to) {
        cost_.clear();
        const auto start_sees = seen_from(from);
        const auto target_sees = seen_from(to);
        double best = std::numeric_limits<double>::infinity();
        if (from.level == to.level && sees(from, to)) best = length(from.point, to.point) / speed_;
        for (const std::uint32_t node : start_sees) offer(start, node, length(from.point, at(node)) / speed_);
        while (!pending_.empty()) {
            const auto [before, node] = pending_.front();
            pending_.pop_front();
            const double cost = cost_.at({before, node});
            const bool free_to_turn = before == ridden;
            if (is_portal(node)) {
                for (const nav::RideInfo& ride : rides_) {
                    if (ride.from == node - first_portal()) {
                        offer(ridden, first_portal() + ride.to, cost + ride.duration_s);
                    }
                }
                if (!free_to_turn) continue;
            }
            const Mm previous = before == start ? from.point : free_to_turn ? Mm{} : at(before);
            const auto turned = [&](Mm next) { return free_to_turn ? 0 : turn(previous, at(node), next); };
            for (const MallOracle::Edge& edge : mall_.walks()[node])
                offer(node, edge.to, cost + edge.seconds + turned(at(edge.to)));
            if (std::find(target_sees.begin(), target_sees.end(), node) != target_sees.end())
                best = std::min(best, cost + length(at(node), to.point) / speed_ + turned(to.point));
        }
        return best;
    }

    bool is_free(OraclePlace place) const { return mall_.floor(place.level).locate(place.point).free; }

  private:
    static constexpr std::uint32_t start = 0xFFFFFFFE;
    static constexpr std::uint32_t ridden = 0xFFFFFFFF;

    static std::vector<std::vector<nav::MmRing>> rings(const plan::Plan& plan, Profile profile) {
        std::vector<std::vector<nav::MmRing>> by_level;
        for (plan::LevelIndex level = 0; level < plan.levels.size(); ++level)
            by_level.push_back(test::free_rings(plan, level, nav::body_of(profile)));
        return by_level;
    }
    std::vector<OraclePlace> portals() const {
        std::vector<OraclePlace> places;
        for (std::uint32_t i = 0; i < body_.portal_count(); ++i) {
            const std::uint32_t level = body_.level_of(i);
            places.push_back({level, body_.floors[level].sites[body_.site_of(i, level)].mm()});
        }
        return places;
    }
    std::uint32_t first_portal() const {
        return static_cast<std::uint32_t>(mall_.walks().size()) - body_.portal_count();
    }
    bool is_portal(std::uint32_t node) const { return node >= first_portal(); }
    std::uint32_t level_of(std::uint32_t node) const {
        if (is_portal(node)) return body_.level_of(node - first_portal());
        std::uint32_t level = mall_.level_count() - 1;
        while (node < mall_.first_corner(level)) --level;
        return level;
    }
    Mm at(std::uint32_t node) const {
        if (is_portal(node)) return portals()[node - first_portal()].point;
        const std::uint32_t level = level_of(node);
        return mall_.floor(level).corners()[node - mall_.first_corner(level)].point;
    }
    static double length(Mm a, Mm b) {
        return std::hypot(static_cast<double>(b.x - a.x), static_cast<double>(b.y - a.y)) / 1000;
    }
    bool sees(OraclePlace a, OraclePlace b) const {
        const test::FloorOracle& floor = mall_.floor(a.level);
        return floor.sees(floor.locate(a.point), floor.locate(b.point));
    }
    std::vector<std::uint32_t> seen_from(OraclePlace place) const {
        const test::FloorOracle& floor = mall_.floor(place.level);
        std::vector<std::uint32_t> nodes;
        for (const auto& sight : floor.corners_seen(floor.locate(place.point)))
            nodes.push_back(mall_.first_corner(place.level) + sight.node);
        const auto all = portals();
        for (std::uint32_t i = 0; i < all.size(); ++i) {
            if (all[i].level == place.level && sees(place, all[i])) nodes.push_back(first_portal() + i);
        }
        return nodes;
    }
    void offer(std::uint32_t before, std::uint32_t node, double cost) {
        const auto [known, is_new] = cost_.try_emplace({before, node}, cost);
        if (!is_new && !(cost < known->second - 1e-12)) return;
        known->second = cost;
        pending_.emplace_back(before, node);
    }

    const nav::BodyView& body_;
    const std::vector<nav::RideInfo>& rides_;
    double speed_;
    MallOracle mall_;
    std::map<std::pair<std::uint32_t, std::uint32_t>, double> cost_;  // by the node before, and the node
    std::deque<std::pair<std::uint32_t, std::uint32_t>> pending_;
};

// Two levels with fixtures in the way, joined by a lift, stairs and an escalator.
PlanMaker two_levels(unsigned seed) {
    RandomFloor random(seed);
    PlanMaker maker;
    maker.level(0, "G");
    maker.level(1, "1");
    for (plan::LevelIndex level = 0; level < 2; ++level) {
        maker.unit(level, "walkway", Rectangle{-10, -10, 10, 10});
        for (int i = 0; i < 5; ++i) {
            const double x = random.coordinate();
            const double y = random.coordinate();
            maker.fixture(level, Rectangle{x, y, x + random.size(), y + random.size()});
        }
    }
    maker.connector("elevator", {{0, random.point()}, {1, random.point()}});
    maker.connector("stairs", {{0, random.point()}, {1, random.point()}});
    maker.connector("escalator", {{0, random.point()}, {1, random.point()}});
    return maker;
}

// How many of `count` random pairs could be compared.
int compare(const PlanMaker& maker, unsigned seed, Profile profile, int count) {
    const Built built(maker.plan);
    TurnOracle oracle(maker.plan, built.graph, profile);
    RandomFloor random(seed + 1000);
    int compared = 0;
    for (int pair = 0; pair < count; ++pair) {
        const auto levels = static_cast<unsigned>(maker.plan.levels.size());
        const std::uint32_t from_level = random.random() % levels;
        const std::uint32_t to_level = random.random() % levels;
        const core::Point a = random.point();
        const core::Point b = random.point();
        const nav::Place from = maker.place(from_level, a.x, a.y);
        const nav::Place to = maker.place(to_level, b.x, b.y);
        const OraclePlace start{from_level, grid(maker, from.point)};
        const OraclePlace target{to_level, grid(maker, to.point)};
        if (!oracle.is_free(start) || !oracle.is_free(target)) continue;
        INFO("from " << from_level << " " << a.x << " " << a.y << " to " << to_level << " " << b.x << " "
                     << b.y);
        const auto quickest = built.graph.route(from, to, profile);
        const auto few_turns = built.graph.route(from, to, {profile, Preference::fewest_turns});
        REQUIRE(quickest.has_value() == few_turns.has_value());
        if (!quickest) continue;
        ++compared;
        const double cost = cost_of(maker, *few_turns);
        CHECK(cost == Approx(oracle.least(start, target)).epsilon(1e-6));
        CHECK(cost <= cost_of(maker, *quickest) + 1e-6);
        CHECK(few_turns->duration_s >= quickest->duration_s - 1e-6);
    }
    return compared;
}

}  // namespace

TEST_CASE("ways with few turns are as good as trying them all on a floor") {
    int compared = 0;
    for (unsigned seed = 600; seed < 612; ++seed) {
        INFO("seed " << seed);
        compared += compare(RandomFloor(seed).draw(), seed, Profile::walk, 6);
    }
    CHECK(compared > 20);
}

TEST_CASE("ways with few turns are as good as trying them all over two levels") {
    int compared = 0;
    for (unsigned seed = 700; seed < 708; ++seed) {
        INFO("seed " << seed);
        const PlanMaker maker = two_levels(seed);
        compared += compare(maker, seed, Profile::walk, 8);
        compared += compare(maker, seed, Profile::wheelchair, 4);
    }
    CHECK(compared > 30);
}

TEST_CASE("few turns under closures are few turns in the plan rebuilt without what is closed") {
    int compared = 0;
    for (unsigned seed = 800; seed < 810; ++seed) {
        INFO("seed " << seed);
        RandomFloor random(seed + 1000);
        const PlanMaker before = two_levels(seed);
        PlanMaker after = two_levels(seed);
        std::vector<nav::Closure> closed;
        for (std::uint32_t level = 0; level < 2; ++level) {
            const double x = random.coordinate();
            const double y = random.coordinate();
            const Rectangle box{x, y, x + random.size(), y + random.size()};
            after.fixture(level, box);
            nav::Closure closure;
            closure.label = "works";
            closure.level = level;
            closure.area = before.polygon(box);
            closed.push_back(closure);
        }
        nav::Closure stairs;
        stairs.label = "stairs-1";
        stairs.connector = before.plan.connectors[1].id;
        closed.push_back(stairs);
        after.plan.connectors.erase(after.plan.connectors.begin() + 1);
        const Built open(before.plan);
        const Built rebuilt(after.plan);
        // A stop inside a fixture is moved; inside a closed area it is out of use.
        if (open.graph.impl().mall.by_body[0].portal_count() !=
            rebuilt.graph.impl().mall.by_body[0].portal_count() + 2)
            continue;
        const Closures closures(open.graph, closed);
        TurnOracle oracle(after.plan, rebuilt.graph, Profile::walk);
        for (int pair = 0; pair < 8; ++pair) {
            const std::uint32_t to_level = random.random() % 2;
            const core::Point a = random.point();
            const core::Point b = random.point();
            const nav::Place from = before.place(0, a.x, a.y);
            const nav::Place to = before.place(to_level, b.x, b.y);
            if (!oracle.is_free({0, grid(before, from.point)}) ||
                !oracle.is_free({to_level, grid(before, to.point)}))
                continue;
            const auto expected = rebuilt.graph.route(from, to, {Profile::walk, Preference::fewest_turns});
            const auto found =
                open.graph.route(from, to, {Profile::walk, Preference::fewest_turns, &closures});
            REQUIRE(found.has_value() == expected.has_value());
            if (!found) continue;
            ++compared;
            CHECK(cost_of(before, *found) == Approx(cost_of(before, *expected)).epsilon(1e-6));
        }
    }
    CHECK(compared > 20);
}

TEST_CASE("a little longer with one turn is better than a zigzag, and takes the time that it takes") {
    PlanMaker maker;
    maker.level(0, "G");
    maker.unit(0, "walkway", Rectangle{0, 0, 40, 12});
    for (const Rectangle box : {Rectangle{5, 2, 10, 7}, Rectangle{14, -1, 18, 5.2}, Rectangle{22, 2, 27, 7},
                                Rectangle{31, -1, 35, 5.2}})
        maker.fixture(0, box);
    const Built built(maker.plan);
    const auto from = maker.place(0, 1, 1);
    const auto to = maker.place(0, 39, 1);
    const auto quickest = built.graph.route(from, to, Profile::walk);
    const auto few_turns = built.graph.route(from, to, {Profile::walk, Preference::fewest_turns});
    REQUIRE(quickest);
    REQUIRE(few_turns);
    CHECK(few_turns->legs[0].coordinates.size() < quickest->legs[0].coordinates.size());
    CHECK(few_turns->duration_s > quickest->duration_s);
    CHECK(few_turns->duration_s == Approx(few_turns->distance_m / 1.34));
    const auto reached = built.graph.reach(from, std::vector{to}, {Profile::walk, Preference::fewest_turns});
    CHECK(reached[0]->duration_s == quickest->duration_s);
}
