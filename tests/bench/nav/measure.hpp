// The measurements of navigation, as Google benchmarks: one a figure, named workload/figure. Every query is
// timed by itself; counters hold p50_us and p99_us.
#pragma once

#include <memory>

#include "tests/bench/nav/workload.hpp"

namespace mallctl::bench {

struct Effort {
    std::size_t queries = 100000;  // of microseconds
    std::size_t slow_queries = 2000;
    std::size_t closures = 100;
};

// Routes between places, one to all, shop to shop, with fewest turns, isochrones, under closures, opening.
void register_queries(std::shared_ptr<const Workload> workload, const Effort& effort);

// Building: all of the artifact on one thread, and one body's part of it by step; sizes.
void register_builds(std::shared_ptr<const Workload> workload);

}  // namespace mallctl::bench
