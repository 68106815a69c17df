// Why one does not get there, in a sentence for a person.
#pragma once

#include <string>
#include <vector>

#include "nav/query/mall_view.hpp"
#include "nav/query/reach.hpp"

namespace mallctl::nav {

// A category of connectors as people call it: "lift", "moving walkway", or the category.
std::string plain_word(const std::string& category);

// A place that cannot be put into free space: `unit` indexes the mall's units, or is nothing for a point.
std::string explain_no_place(const MallView& mall, Profile profile, std::uint32_t level,
                             std::optional<std::uint32_t> unit);

// Both places are free, but nothing joins them. `reached` is what one reaches from the starts,
// `blocking` what keeps one from more.
std::string explain_no_way(const MallView& mall, const ProfileView& profile,
                           const std::vector<LevelPoint>& from, std::optional<std::uint32_t> from_unit,
                           const Reaching& reached, std::uint32_t to_level,
                           std::optional<std::uint32_t> to_unit, const std::vector<Blocking>& blocking);

}  // namespace mallctl::nav
