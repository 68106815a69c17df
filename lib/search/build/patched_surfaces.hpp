// The part of a patch that does not know of terms.
#pragma once

#include <cstdint>
#include <vector>

#include "search/build/patch.hpp"

namespace mallctl::search {

struct PatchedSurfaces {
    std::vector<std::uint32_t> number_of;  // by surface before; format::none: it is gone
    std::vector<std::uint32_t> added;      // the numbers of the new ones
    bool ascending = true;                 // those that are kept have kept their order
};

// Writes owners, kinds and texts of surfaces, and where their words begin.
PatchedSurfaces write_patched_surfaces(const IndexView& before, const OwnerRuns& runs, const NewOwners& added,
                                       format::OwnedArrays& arrays);

}  // namespace mallctl::search
