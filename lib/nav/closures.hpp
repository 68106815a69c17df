// What is out of use, prepared for queries on one navigation graph: no rebuild, and routes stay exact.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/geometry.hpp"
#include "core/uuid.hpp"
#include "nav/profile.hpp"

namespace mallctl::nav {

class Graph;

// A connector, or a place on a level, that nobody passes: an area (a polygon, a unit) keeps bodies at their
// clearance, as a fixture does; a line (an opening) is a wall. A place inside is neither left nor reached,
// nor is a closed unit, nor a shop by a closed door that routes end before.
struct Closure {
    std::string label;                    // of the closure, for explanations: its slug
    std::optional<core::Uuid> connector;  // else
    std::uint32_t level = 0;              // indexes Graph::levels()
    core::MultiPolygon area;              // geographic
    core::LineString line;                // geographic
    std::optional<core::Uuid> unit{};     // that is closed, beside its area
};

// Immutable and safe to use from many threads at once; belongs to the Graph it was made for, which must
// outlive it.
class Closures {
  public:
    // Cheap: areas are widened, and what a profile needs is worked out when first asked for: connectors in
    // O(portals^3), some ms for 300 portals; areas in O(sights), and for ways over levels by Dijkstra from
    // each portal. Throws core::Error(rejected) for a level or coordinates that the graph does not know.
    Closures(const Graph& graph, std::vector<Closure> closed);
    ~Closures();
    Closures(Closures&&) noexcept;
    Closures& operator=(Closures&&) noexcept;

    const std::vector<Closure>& closed() const;

    struct Impl;
    const Impl& impl() const { return *impl_; }  // for lib/nav alone

  private:
    std::unique_ptr<const Impl> impl_;
};

}  // namespace mallctl::nav
