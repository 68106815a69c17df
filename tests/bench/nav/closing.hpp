// Closures for proofs and measurements.
#pragma once

#include "nav/closures.hpp"
#include "tests/bench/nav/workload.hpp"

namespace mallctl::bench {

nav::Closures close_connector(const Workload& workload, std::uint32_t connector);
nav::Closures close_area(const Workload& workload, std::uint32_t level, const core::MultiPolygon& area);

// A box of 1 to 4 m a side, at whole millimetres, around a point on the first leg of the route.
core::MultiPolygon area_on(const Workload& workload, const nav::Route& route, unsigned seed);

}  // namespace mallctl::bench
