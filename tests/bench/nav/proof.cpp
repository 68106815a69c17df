#include "tests/bench/nav/proof.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "nav/closures.hpp"
#include "nav/profile.hpp"
#include "tests/bench/nav/closing.hpp"

namespace mallctl::bench {

namespace {

constexpr double tolerance = 1e-6;
constexpr double slack_m = 0.002;

void compare(Proof& proof, std::optional<double> ours, double exact, double margin_s = 0) {
    ++proof.pairs;
    if (!ours || !std::isfinite(exact)) {
        if (ours) {
            ++proof.wrongly_with;
        } else if (std::isfinite(exact)) {
            ++proof.wrongly_without;
        } else {
            ++proof.without_route;
        }
        return;
    }
    if (std::abs(*ours - exact) <= margin_s + 1e-9) return;
    const double ratio = *ours / exact;
    proof.worst_ratio = std::max(proof.worst_ratio, ratio);
    proof.least_ratio = std::min(proof.least_ratio, ratio);
    proof.longer += ratio > 1 + tolerance;
    proof.shorter += ratio < 1 - tolerance;
}

void look_at_segments(Proof& proof, const Workload& workload, const test::MallOracle& oracle,
                      const nav::Route& route) {
    for (const nav::Leg& leg : route.legs) {
        if (leg.kind != nav::LegKind::walk) continue;
        const test::FloorOracle& floor = oracle.floor(leg.level);
        for (std::size_t i = 1; i < leg.coordinates.size(); ++i) {
            const test::Mm a = workload.space.millimetres(leg.coordinates[i - 1]);
            const test::Mm b = workload.space.millimetres(leg.coordinates[i]);
            ++proof.segments;
            if (floor.sees(floor.locate(a), floor.locate(b))) continue;
            ++(floor.nearly_sees(a, b, slack_m) ? proof.touching : proof.outside);
        }
    }
}

std::optional<double> duration(const std::optional<nav::Route>& route) {
    return route ? std::optional(route->duration_s) : std::nullopt;
}

}  // namespace

std::string Proof::in_words() const {
    return fmt::format(
        "{} pairs, {} rightly without a route; ratio to the optimum {:.9f} to {:.9f}; {} longer, {} shorter, "
        "{} wrongly without, {} wrongly with; {} segments, {} off by up to 2 mm, {} outside",
        pairs, without_route, least_ratio, worst_ratio, longer, shorter, wrongly_without, wrongly_with,
        segments, touching, outside);
}

Proof prove_routes(const Workload& workload, nav::Profile profile, Levels levels, std::size_t sources,
                   std::size_t targets, unsigned seed) {
    const test::MallOracle& oracle = workload.oracle(profile);
    RandomPlaces places(workload, profile, seed);
    Proof proof;
    for (std::size_t i = 0; i < sources; ++i) {
        const test::OraclePlace from = places.any();
        const test::MallOracle::From exact(oracle, from);
        for (std::size_t k = 0; k < targets; ++k) {
            const test::OraclePlace to = levels == Levels::same ? places.on(from.level) : places.any();
            const auto route = workload.graph.route(workload.place(from), workload.place(to), profile);
            compare(proof, duration(route), exact.to(to));
            if (route) look_at_segments(proof, workload, oracle, *route);
        }
    }
    return proof;
}

Proof prove_reach(const Workload& workload, nav::Profile profile, std::size_t sources, unsigned seed) {
    const test::MallOracle& oracle = workload.oracle(profile);
    RandomPlaces places(workload, profile, seed);
    const std::vector<nav::Place> units = workload.unit_places();
    Proof proof;
    for (std::size_t i = 0; i < sources; ++i) {
        const test::OraclePlace from = places.any();
        const test::MallOracle::From exact(oracle, from);
        const auto reached = workload.graph.reach(workload.place(from), units, profile);
        for (std::size_t k = 0; k < units.size(); ++k) {
            double best = std::numeric_limits<double>::infinity();
            for (const nav::LevelShape& shape : workload.space.of(profile)) {
                for (const nav::UnitAccess& access : shape.units) {
                    if (workload.plan.units[access.unit].id != units[k].unit) continue;
                    for (const test::Mm spot : access.spots) {
                        best = std::min(best, exact.to({static_cast<std::uint32_t>(shape.level), spot}));
                    }
                }
            }
            compare(proof, reached[k] ? std::optional(reached[k]->duration_s) : std::nullopt, best);
        }
    }
    return proof;
}

Proof prove_connector_closures(const Workload& workload, nav::Profile profile, std::size_t closures,
                               std::size_t pairs, unsigned seed) {
    RandomPlaces places(workload, profile, seed);
    Proof proof;
    for (std::size_t i = 0; i < closures; ++i) {
        const auto connector = static_cast<std::uint32_t>(i * workload.plan.connectors.size() / closures);
        test::MallOracle oracle = workload.oracle(profile);
        oracle.set_rides(test::oracle_rides(workload.plan, workload.space, profile, {connector}));
        const nav::Closures closed = close_connector(workload, connector);
        for (std::size_t k = 0; k < pairs; ++k) {
            const test::OraclePlace from = places.any();
            const test::OraclePlace to = places.any();
            const auto route = workload.graph.route(workload.place(from), workload.place(to),
                                                    {profile, nav::Preference::quickest, &closed});
            compare(proof, duration(route), test::MallOracle::From(oracle, from).to(to));
        }
    }
    return proof;
}

Proof prove_area_closures(const Workload& workload, nav::Profile profile, std::size_t closures,
                          std::size_t pairs, unsigned seed) {
    RandomPlaces places(workload, profile, seed);
    Proof proof;
    for (std::size_t i = 0; i < closures; ++i) {
        const test::OraclePlace from = places.any();
        const test::OraclePlace to = places.on(from.level);
        const auto open = workload.graph.route(workload.place(from), workload.place(to), profile);
        if (!open) continue;
        const core::MultiPolygon area = area_on(workload, *open, static_cast<unsigned>(i) + seed);
        const nav::Closures closed = close_area(workload, open->legs.front().level, area);

        plan::Plan blocked = workload.plan;
        plan::Fixture fixture;
        fixture.level = open->legs.front().level;
        fixture.geometry = area;
        blocked.fixtures.push_back(fixture);
        const test::PlanSpace space(blocked, workload.settings);
        const test::MallOracle oracle = test::oracle_of(blocked, space, profile);
        for (std::size_t k = 0; k < pairs; ++k) {
            const test::OraclePlace a = k == 0 ? from : places.on(from.level);
            const test::OraclePlace b = k == 0 ? to : k % 2 == 0 ? places.on(from.level) : places.any();
            if (!oracle.floor(a.level).locate(a.point).free || !oracle.floor(b.level).locate(b.point).free) {
                continue;
            }
            const auto route = workload.graph.route(workload.place(a), workload.place(b),
                                                    {profile, nav::Preference::quickest, &closed});
            compare(proof, duration(route), test::MallOracle::From(oracle, a).to(b),
                    0.005 / nav::speed_m_s(profile));
        }
    }
    return proof;
}

}  // namespace mallctl::bench
