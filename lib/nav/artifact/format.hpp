// How the navigation artifact is laid out: a container of sections (core/sections.hpp).
//
// Sections: one `mall` (names and what refers to the plan by id), one `level` a level (where connectors,
// doors and units join it, for each body), one `floor` a level and body (FloorArrays), one `profile` each
// (rides and the matrix of portals). A section's index is its level or profile, its body that of a floor, its
// key of what its level was built from. A floor on which staff walk like everybody else is there once.
#pragma once

#include "core/sections.hpp"

namespace mallctl::nav::format {

inline constexpr std::uint32_t version = 2;
inline constexpr core::ArtifactLayout layout{{'M', 'A', 'L', 'L', 'N', 'A', 'V', '\n'},
                                             version,
                                             "navigation artifact",
                                             "build it again with 'mallctl build nav'"};

enum Kind : std::uint32_t { mall = 1, level = 2, floor = 3, profile = 4 };

using Key = core::SectionKey;

}  // namespace mallctl::nav::format
