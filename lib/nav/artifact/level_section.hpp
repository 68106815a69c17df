// The section of a level: where connectors, doors and units join it, by the ids of the plan's features, so
// that the next build can take it over as it is when nothing on the level has changed.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "nav/space/level_shape.hpp"

namespace mallctl::nav {

// `shapes` are those of one level for all bodies; their rings are left out.
std::vector<std::byte> write_level(const plan::Plan& plan, const std::vector<LevelShape>& shapes);

// Finds the features of a plan by their ids.
class PlanIds {
  public:
    explicit PlanIds(const plan::Plan& plan);

    std::optional<std::uint32_t> unit(const core::Uuid& id) const { return find(units_, id); }
    std::optional<std::uint32_t> opening(const core::Uuid& id) const { return find(openings_, id); }
    std::optional<std::uint32_t> connector(const core::Uuid& id) const { return find(connectors_, id); }

  private:
    using Index = std::vector<std::pair<core::Uuid, std::uint32_t>>;  // sorted
    static std::optional<std::uint32_t> find(const Index& index, const core::Uuid& id);

    Index units_;
    Index openings_;
    Index connectors_;
};

// The inverse, with indexes into a plan that may be another one; nothing where that lacks one of the
// features. Throws core::Error(rejected) for damaged bytes.
std::optional<std::vector<LevelShape>> read_level(std::span<const std::byte> bytes, const PlanIds& ids,
                                                  plan::LevelIndex level);

}  // namespace mallctl::nav
