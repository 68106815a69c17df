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

// One thing that nobody passes: a connector, or a place on a level. An area (a polygon, or a whole unit)
// keeps bodies at their clearance, as a fixture does; a line (an opening) is a wall.
struct Closure {
    std::string label;                    // of the closure, for explanations: its slug
    std::optional<core::Uuid> connector;  // else
    std::uint32_t level = 0;              // indexes Graph::levels()
    core::MultiPolygon area;              // geographic
    core::LineString line;                // geographic
};

// Immutable and safe to use from many threads at once; belongs to the Graph it was made for, which must
// outlive it.
class Closures {
  public:
    // Cheap: what a profile needs is worked out when it is first asked for: connectors in O(portals^2) for
    // each closed one's mall, at most 3 ms for 300 portals; areas by Dijkstra from each portal of their
    // levels. Throws core::Error(rejected) for a level or coordinates that the graph does not know.
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
