#include <benchmark/benchmark.h>

#include <exception>
#include <utility>

#include "nav/query/graph_impl.hpp"
#include "nav/query/places.hpp"
#include "nav/query/way.hpp"
#include "tests/bench/nav/closing.hpp"
#include "tests/bench/nav/measure.hpp"
#include "tests/bench/nav/percentiles.hpp"

namespace mallctl::bench {

namespace {

using nav::Preference;
using nav::Profile;

constexpr unsigned seed = 77;

void report(benchmark::State& state, Percentiles& times) {
    state.counters["p50_us"] = times.at(0.5);
    state.counters["p99_us"] = times.at(0.99);
    state.counters["clock_us"] = Percentiles::clock_us();
    state.counters["queries"] = static_cast<double>(times.count());
}

// `body(state)` once, with what it needs kept alive.
template <typename Body>
void add(const std::shared_ptr<const Workload>& workload, const std::string& figure, std::size_t queries,
         Body body) {
    benchmark::RegisterBenchmark((workload->name + "/" + figure).c_str(),
                                 [workload, queries, body](benchmark::State& state) {
                                     Percentiles times(queries);
                                     try {
                                         body(state, *workload, times);
                                         report(state, times);
                                     } catch (const std::exception& error) {
                                         state.SkipWithError(error.what());  // the others go on
                                     }
                                 })
        ->Iterations(static_cast<benchmark::IterationCount>(queries))
        ->Unit(benchmark::kMicrosecond);
}

void add_routes(const std::shared_ptr<const Workload>& workload, const std::string& figure, Levels levels,
                Profile profile, Preference preference, std::size_t queries) {
    add(workload, figure, queries, [=](benchmark::State& state, const Workload& mall, Percentiles& times) {
        const auto pairs = random_pairs(mall, profile, levels, std::min<std::size_t>(queries, 20000), seed);
        for (const Pair& pair : pairs) mall.graph.route(pair.from, pair.to, {profile, preference});
        std::size_t next = 0;
        double metres = 0;
        for ([[maybe_unused]] auto _ : state) {
            const Pair& pair = pairs[next++ % pairs.size()];
            times.time([&] {
                const auto route = mall.graph.route(pair.from, pair.to, {profile, preference});
                metres += route ? route->distance_m : 0;
            });
        }
        state.counters["mean_m"] = metres / static_cast<double>(times.count());
    });
}

// The same on the grid of millimetres, which the research prototypes measure: points in, length and polyline
// out, without degrees and without the legs of a Route.
void add_paths(const std::shared_ptr<const Workload>& workload, const std::string& figure, Levels levels,
               std::size_t queries) {
    add(workload, figure, queries, [=](benchmark::State& state, const Workload& mall, Percentiles& times) {
        const nav::MallView& view = mall.graph.impl().mall;
        const nav::BodyView& body = view.body(Profile::walk);
        const nav::ProfileView& profile = view.profile(Profile::walk);
        std::vector<std::pair<nav::LevelPoint, nav::LevelPoint>> ends;
        for (const Pair& pair :
             random_pairs(mall, Profile::walk, levels, std::min<std::size_t>(queries, 20000), seed)) {
            ends.emplace_back(nav::spots_of(view, Profile::walk, pair.from).front(),
                              nav::spots_of(view, Profile::walk, pair.to).front());
        }
        nav::Path path;
        std::size_t next = 0;
        double metres = 0;
        for ([[maybe_unused]] auto _ : state) {
            const auto& [from, to] = ends[next++ % ends.size()];
            times.time([&, from = from, to = to] {
                const nav::Way way = nav::find_way(body, profile, from, to);
                nav::trace_way(body, profile, from, to, way, path);
                metres += path.distance_m;
            });
        }
        state.counters["mean_m"] = metres / static_cast<double>(times.count());
    });
}

void add_units(const std::shared_ptr<const Workload>& workload, const Effort& effort) {
    add(workload, "one_to_all_stores", effort.queries / 10,
        [](benchmark::State& state, const Workload& mall, Percentiles& times) {
            const auto pairs = random_pairs(mall, Profile::walk, Levels::any, 1000, seed);
            std::vector<float> seconds;
            std::size_t next = 0;
            for ([[maybe_unused]] auto _ : state) {
                const Pair& pair = pairs[next++ % pairs.size()];
                times.time([&] { mall.graph.unit_times(pair.from, Profile::walk, seconds); });
            }
            state.counters["stores"] = static_cast<double>(seconds.size());
        });
    add(workload, "one_to_all_lengths", effort.queries / 1000,
        [](benchmark::State& state, const Workload& mall, Percentiles& times) {
            const auto units = mall.unit_places();
            const auto pairs = random_pairs(mall, Profile::walk, Levels::any, 1000, seed);
            for (const Pair& pair : pairs) mall.graph.reach(pair.from, units, Profile::walk);
            std::size_t next = 0;
            for ([[maybe_unused]] auto _ : state) {
                const Pair& pair = pairs[next++ % pairs.size()];
                times.time(
                    [&] { benchmark::DoNotOptimize(mall.graph.reach(pair.from, units, Profile::walk)); });
            }
            state.counters["stores"] = static_cast<double>(units.size());
        });
    add(workload, "store_to_store", effort.queries,
        [](benchmark::State& state, const Workload& mall, Percentiles& times) {
            const auto units = mall.unit_places();
            std::mt19937 random(seed);
            for ([[maybe_unused]] auto _ : state) {
                const nav::Place& from = units[random() % units.size()];
                const nav::Place& to = units[random() % units.size()];
                times.time([&] { benchmark::DoNotOptimize(mall.graph.route(from, to, Profile::walk)); });
            }
        });
    add(workload, "store_to_store_length", effort.queries,
        [](benchmark::State& state, const Workload& mall, Percentiles& times) {
            const auto units = mall.unit_places();
            std::mt19937 random(seed);
            for ([[maybe_unused]] auto _ : state) {
                const nav::Place& from = units[random() % units.size()];
                const nav::Place& to = units[random() % units.size()];
                times.time([&] {
                    benchmark::DoNotOptimize(mall.graph.reach(from, std::span(&to, 1), Profile::walk));
                });
            }
        });
}

// From what is closed to the first route under it.
void add_connector_closure(const std::shared_ptr<const Workload>& workload, const Effort& effort) {
    add(workload, "connector_closure", effort.closures,
        [](benchmark::State& state, const Workload& mall, Percentiles& times) {
            const auto pairs = random_pairs(mall, Profile::walk, Levels::any, 1000, seed);
            std::size_t next = 0;
            for ([[maybe_unused]] auto _ : state) {
                const auto connector = static_cast<std::uint32_t>(next % mall.plan.connectors.size());
                const Pair& pair = pairs[next++ % pairs.size()];
                times.time([&] {
                    const nav::Closures closed = close_connector(mall, connector);
                    benchmark::DoNotOptimize(
                        mall.graph.route(pair.from, pair.to, {Profile::walk, Preference::quickest, &closed}));
                });
            }
        });
}

enum class Asked { first, blocked, any };

// `first`: with the closures made in the time. `blocked`: a route on which the polygon lies, the closures in
// use already. `any`: between random places of that level.
void add_area_closure(const std::shared_ptr<const Workload>& workload, const std::string& figure, Asked asked,
                      std::size_t queries) {
    add(workload, figure, queries, [=](benchmark::State& state, const Workload& mall, Percentiles& times) {
        constexpr std::size_t queries_a_closure = 20;
        const auto pairs = random_pairs(mall, Profile::walk, Levels::same, 20000, seed);
        std::size_t next = 0;
        std::size_t made = 0;
        core::MultiPolygon area;
        std::optional<nav::Closures> closed;
        Pair pair;
        for ([[maybe_unused]] auto _ : state) {
            if (made++ % (asked == Asked::any ? queries_a_closure : 1) == 0) {
                std::optional<nav::Route> open;
                while (!open || open->legs.size() != 1) {
                    pair = pairs[next++ % pairs.size()];
                    open = mall.graph.route(pair.from, pair.to, Profile::walk);
                }
                area = area_on(mall, *open, static_cast<unsigned>(next));
                closed.emplace(close_area(mall, pair.from.level, area));
                if (asked != Asked::first) {
                    mall.graph.route(pair.to, pair.from, {Profile::walk, Preference::quickest, &*closed});
                }
            } else {
                const std::uint32_t level = pair.from.level;
                do pair = pairs[next++ % pairs.size()];
                while (pair.from.level != level);
            }
            times.time([&] {
                if (asked == Asked::first) closed.emplace(close_area(mall, pair.from.level, area));
                benchmark::DoNotOptimize(
                    mall.graph.route(pair.from, pair.to, {Profile::walk, Preference::quickest, &*closed}));
            });
        }
    });
}

void add_isochrone(const std::shared_ptr<const Workload>& workload, const Effort& effort, double seconds) {
    const std::string figure = "isochrone_" + std::to_string(static_cast<int>(seconds)) + "s";
    add(workload, figure, effort.slow_queries / 20,
        [=](benchmark::State& state, const Workload& mall, Percentiles& times) {
            const auto pairs = random_pairs(mall, Profile::walk, Levels::any, 1000, seed);
            std::size_t next = 0;
            for ([[maybe_unused]] auto _ : state) {
                const Pair& pair = pairs[next++ % pairs.size()];
                times.time([&] {
                    benchmark::DoNotOptimize(mall.graph.reached_area(pair.from, seconds, Profile::walk));
                });
            }
        });
}

void add_open(const std::shared_ptr<const Workload>& workload) {
    add(workload, "open", 20, [](benchmark::State& state, const Workload& mall, Percentiles& times) {
        for ([[maybe_unused]] auto _ : state) times.time([&] { const nav::Graph graph(mall.bytes); });
        state.counters["MB"] = static_cast<double>(mall.bytes.size()) / 1e6;
    });
}

}  // namespace

void register_queries(std::shared_ptr<const Workload> workload, const Effort& effort) {
    add_routes(workload, "same_level", Levels::same, Profile::walk, Preference::quickest, effort.queries);
    add_routes(workload, "any_level", Levels::any, Profile::walk, Preference::quickest, effort.queries);
    add_paths(workload, "same_level_path", Levels::same, effort.queries);
    add_paths(workload, "any_level_path", Levels::any, effort.queries);
    add_routes(workload, "any_level_wheelchair", Levels::any, Profile::wheelchair, Preference::quickest,
               effort.queries);
    add_routes(workload, "fewest_turns_same_level", Levels::same, Profile::walk, Preference::fewest_turns,
               effort.slow_queries);
    add_units(workload, effort);
    if (!workload->plan.connectors.empty()) add_connector_closure(workload, effort);
    add_area_closure(workload, "polygon_closure_first", Asked::first, effort.closures);
    add_area_closure(workload, "polygon_closure_blocked", Asked::blocked, effort.slow_queries);
    add_area_closure(workload, "polygon_closure_any", Asked::any, effort.slow_queries * 5);
    add_isochrone(workload, effort, 60);
    add_isochrone(workload, effort, 300);
    add_open(workload);
}

}  // namespace mallctl::bench
