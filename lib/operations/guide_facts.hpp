// What instructions need of a plan that does not change with the clock or the language: made when it is first
// asked for, and kept with the snapshot.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "nav/graph.hpp"
#include "operations/tenancies.hpp"
#include "plan/model.hpp"

namespace mallctl::operations {

// A unit as it is seen from outside one of its doors; geographic.
struct ShopFront {
    plan::UnitIndex unit = 0;
    core::Point door;                 // where one stands before it
    core::Point left, right;          // the ends of the edge that it is in
    bool is_large = false;            // at least 400 m2
    std::vector<std::size_t> stores;  // that are in the unit at some time, as in the catalog
};

class GuideFacts {
  public:
    // All must outlive this; without a graph, which may be null, there are no fronts. O(units).
    GuideFacts(const plan::Plan& plan, const nav::Graph* graph, const std::vector<Tenancy>& tenancies);

    // Of a level of the graph, for each of its doors whose unit the plan has. Safe from all threads. The
    // first time O(doors x corners of their unit + leases).
    const std::vector<ShopFront>& fronts(std::uint32_t level) const;

    // plan::representative_point, kept. Safe from all threads.
    core::Point middle(plan::UnitIndex unit) const;

    // The unit with this id; null where there is none.
    const plan::Unit* find(const core::Uuid& id) const;

  private:
    struct Level {
        std::once_flag made;
        std::vector<ShopFront> fronts;
    };
    struct Middle {
        std::once_flag made;
        core::Point point;
    };

    std::vector<ShopFront> make_fronts(std::uint32_t level) const;

    const plan::Plan& plan_;
    const nav::Graph* graph_;
    const std::vector<Tenancy>& tenancies_;
    std::unordered_map<core::Uuid, plan::UnitIndex> units_;
    std::unique_ptr<Level[]> levels_;
    std::unique_ptr<Middle[]> middles_;
};

}  // namespace mallctl::operations
