// From a plan to a navigation artifact: walkable space by level and body, its triangulation, what sees what,
// shortest lengths, places and connectors.
#pragma once

#include <cstddef>
#include <span>
#include <stop_token>
#include <vector>

#include "core/diagnostic.hpp"
#include "nav/space/level_shape.hpp"
#include "plan/model.hpp"

namespace mallctl::nav {

struct BuildOptions {
    BuildSettings settings;
    // An artifact built before: levels of which nothing has changed are taken over from it. Damaged bytes, or
    // none, are as good as none.
    std::span<const std::byte> previous;
    unsigned jobs = 1;          // levels built at a time; at least 1
    std::stop_token stop = {};  // asks for an end before the next level
};

struct Build {
    std::vector<std::byte> bytes;
    std::size_t levels_built = 0;
    std::size_t levels_reused = 0;
};

// Deterministic: the same plan (with ids) and settings give the same bytes, whatever `previous` and `jobs`
// are. Findings, as in mallctl-diagnostics(7), of the levels that were built: P059 an opening that is too
// narrow, off every unit's edge or (a note) blocked; P068 a unit or a connector's stop that nobody can walk
// to. Throws core::Error(rejected) when coordinates are not finite or the units lie more than half a degree
// apart or a level has more corners than an artifact can number, core::Error(failed) when GEOS gives up,
// (interrupted) when `stop` asks for an end.
Build build(const plan::Plan& plan, const BuildOptions& options, core::Diagnostics& findings);

// The same from nothing on one thread.
std::vector<std::byte> build(const plan::Plan& plan, core::Diagnostics& findings);

}  // namespace mallctl::nav
