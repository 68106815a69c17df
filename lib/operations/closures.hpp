// What is out of use at an instant, as the catalog says, found in the plan and ready for the graph.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "catalog/model.hpp"
#include "core/clock.hpp"
#include "nav/closures.hpp"
#include "nav/graph.hpp"
#include "plan/model.hpp"

namespace mallctl::operations {

struct ClosuresInForce {
    std::vector<catalog::Closure> closed;  // what routes respect, in the order of the catalog
    // Sentences about those in force that the plan or the graph has nothing for: they close nothing.
    std::vector<std::string> lost;
    std::optional<nav::Closures> nav;  // of all of `closed`; nothing where that is empty

    const nav::Closures* for_graph() const { return nav ? &*nav : nullptr; }
};

// The closures of a mall over time. Safe to use from many threads at once.
class ClosureSchedule {
  public:
    // Everything outlives this; `graph` may be nullptr: then nothing is closed for it. O(closures log
    // closures) and a look-up in the plan for each.
    ClosureSchedule(const std::vector<catalog::Closure>& closures, const plan::Plan& plan,
                    const nav::Graph* graph);

    // What is in force at an instant. Closures begin and end by themselves: the answer is made anew where one
    // did since it was asked for last, and otherwise kept. Never nullptr.
    std::shared_ptr<const ClosuresInForce> at(core::Instant at) const;

    // One closure as the graph takes it: several where it names several connectors; none, and the reason as a
    // sentence in `lost`, where it names nothing that is there.
    std::vector<nav::Closure> for_graph(const catalog::Closure& closure, std::string& lost) const;

  private:
    std::shared_ptr<const ClosuresInForce> made(core::Instant at) const;

    const std::vector<catalog::Closure>& closures_;
    const plan::Plan& plan_;
    const nav::Graph* graph_;
    std::vector<core::Instant> changes_;  // when any begins or ends, ascending
    mutable std::mutex mutex_;
    mutable std::map<std::size_t, std::shared_ptr<const ClosuresInForce>> made_;  // by changes before it
};

}  // namespace mallctl::operations
