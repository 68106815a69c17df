#include <benchmark/benchmark.h>

#include <chrono>

#include "nav/distances/distances.hpp"
#include "nav/mesh/mesh.hpp"
#include "nav/space/geos.hpp"
#include "tests/bench/nav/measure.hpp"
#include "tests/bench/nav/percentiles.hpp"

namespace mallctl::bench {

namespace {

double seconds_since(Clock::time_point begin) {
    return microseconds(Clock::now() - begin) / 1e6;
}

double megabytes(const nav::FloorData& floor) {
    double bytes = 0;
    nav::FloorData::for_each_array(
        floor, [&](const auto& array) { bytes += static_cast<double>(array.size() * sizeof(array[0])); });
    return bytes / 1e6;
}

void fill_sites(const nav::LevelShape& shape, nav::FloorData& floor) {
    for (const nav::Portal& portal : shape.portals) {
        floor.sites.push_back(
            {static_cast<std::int32_t>(portal.point.x), static_cast<std::int32_t>(portal.point.y)});
    }
    floor.counts.portals = static_cast<std::uint32_t>(shape.portals.size());
    for (const nav::UnitAccess& access : shape.units) {
        for (const nav::Mm spot : access.spots) {
            floor.sites.push_back({static_cast<std::int32_t>(spot.x), static_cast<std::int32_t>(spot.y)});
        }
    }
}

// The walker's part of a build after its space is shaped, step by step.
void build_body(benchmark::State& state, const Workload& workload, nav::Body body) {
    double mesh_s = 0;
    double sights_s = 0;
    double distances_s = 0;
    double size_mb = 0;
    double corners = 0;
    double portals = 0;
    for ([[maybe_unused]] auto _ : state) {
        for (const nav::LevelShape& shape : workload.space.shapes.at(nav::index_of(body))) {
            nav::FloorData floor;
            fill_sites(shape, floor);
            auto begin = Clock::now();
            nav::triangulate(shape.rings, floor);
            mesh_s += seconds_since(begin);
            begin = Clock::now();
            nav::add_sights(floor);
            sights_s += seconds_since(begin);
            begin = Clock::now();
            nav::add_distances(floor);
            distances_s += seconds_since(begin);
            size_mb += megabytes(floor);
            corners += floor.counts.corners;
            portals += floor.counts.portals;
        }
    }
    const auto levels = static_cast<double>(workload.plan.levels.size());
    state.counters["mesh_s"] = mesh_s;
    state.counters["sights_s"] = sights_s;
    state.counters["distances_s"] = distances_s;
    state.counters["seconds"] = mesh_s + sights_s + distances_s;
    state.counters["MB"] = size_mb;
    state.counters["corners_a_level"] = corners / levels;
    state.counters["portals_a_level"] = portals / levels;
}

void shape_all(benchmark::State& state, const Workload& workload) {
    for ([[maybe_unused]] auto _ : state) {
        const auto begin = Clock::now();
        const test::PlanSpace space(workload.plan, workload.settings);
        state.counters["seconds"] = seconds_since(begin);
    }
}

void build_all(benchmark::State& state, const Workload& workload) {
    for ([[maybe_unused]] auto _ : state) {
        core::Diagnostics findings;
        const auto begin = Clock::now();
        const nav::Build built = nav::build(workload.plan, {workload.settings, {}, 1}, findings);
        state.counters["seconds"] = seconds_since(begin);
        state.counters["MB"] = static_cast<double>(built.bytes.size()) / 1e6;
        state.counters["findings"] = static_cast<double>(findings.size());
    }
}

// Nothing changed: all levels are taken over.
void build_again(benchmark::State& state, const Workload& workload) {
    for ([[maybe_unused]] auto _ : state) {
        core::Diagnostics findings;
        const auto begin = Clock::now();
        const nav::Build built = nav::build(workload.plan, {workload.settings, workload.bytes, 1}, findings);
        state.counters["seconds"] = seconds_since(begin);
        if (built.bytes != workload.bytes) state.SkipWithError("a rebuild gave other bytes");
    }
}

}  // namespace

void register_builds(std::shared_ptr<const Workload> workload) {
    const auto add = [&](const std::string& figure, auto body) {
        benchmark::RegisterBenchmark((workload->name + "/" + figure).c_str(),
                                     [workload, body](benchmark::State& state) { body(state, *workload); })
            ->Iterations(1)
            ->Unit(benchmark::kMillisecond);
    };
    add("build", build_all);
    add("build_again", build_again);
    add("build_shapes_of_all_bodies", shape_all);
    add("build_walker",
        [](benchmark::State& state, const Workload& mall) { build_body(state, mall, nav::Body::walker); });
    add("build_wheelchair", [](benchmark::State& state, const Workload& mall) {
        build_body(state, mall, nav::Body::wheelchair);
    });
}

}  // namespace mallctl::bench
