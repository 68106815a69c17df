// The paths that the people of polytech drew by hand for their own map: `navPath` of its archive.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "core/local_frame.hpp"
#include "nav/millimetres.hpp"
#include "plan/model.hpp"

namespace mallctl::test {

using nav::Mm;
using nav::MmRing;

// Its nodes on the levels of the plan, joined where one names the other as a neighbour and both lie on the
// same level.
class DrawnGraph {
  public:
    struct Node {
        std::uint32_t level = 0;
        Mm point;
        std::vector<std::uint32_t> neighbours;
    };
    struct Path {
        double length_m = 0;               // infinite where there is none
        std::vector<std::uint32_t> nodes;  // from the one end to the other
    };

    // Throws core::Error where the archive cannot be read.
    DrawnGraph(const std::filesystem::path& archive, const plan::Plan& plan, const core::LocalFrame& frame);

    const std::vector<Node>& nodes() const { return nodes_; }
    std::size_t all_nodes() const { return all_nodes_; }  // those outside of buildings too
    Path shortest(std::uint32_t from, std::uint32_t to) const;

  private:
    std::vector<Node> nodes_;
    std::size_t all_nodes_ = 0;
};

// The walkable space before any clearance, by level: rooms and circulation less walls (of 2 mm) and
// obstacles, with a hole for every opening however narrow. For the public, or for staff.
std::vector<std::vector<MmRing>> bare_space(const plan::Plan& plan, const core::LocalFrame& frame,
                                            bool staff);

}  // namespace mallctl::test
