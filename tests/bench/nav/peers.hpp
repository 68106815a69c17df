// One level of a mall in the files that pgRouting and recast-navigation are given, with our own answers and
// times for the same pairs.
#pragma once

#include <filesystem>

#include "tests/bench/nav/workload.hpp"

namespace mallctl::bench {

// Of the lowest level, on foot:
// - sights.csv: id,source,target,cost of the oracle's visibility graph, in m, with some places in it;
// - graph_pairs.csv: source,target,metres,microseconds, ours between two of these places;
// - floor.json: {positions: [[x, y] in m], triangles: [[a, b, c]], pairs: [[x, y, x, y, metres,
//   microseconds]]}, between random points whose way stays on the level.
void write_for_peers(const Workload& workload, const std::filesystem::path& folder);

}  // namespace mallctl::bench
