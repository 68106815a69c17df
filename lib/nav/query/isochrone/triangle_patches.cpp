#include "nav/query/isochrone/triangle_patches.hpp"

#include <algorithm>
#include <array>

namespace mallctl::nav {

namespace {

constexpr std::uint32_t after(std::uint32_t index) {
    return index == 2 ? 0 : index + 1;
}

double doubled_area(const MmRing& ring) {
    double sum = 0;
    for (std::size_t i = 2; i < ring.size(); ++i) {
        sum += static_cast<double>(side(ring[0], ring[i - 1], ring[i]));
    }
    return sum;
}

class Patches {
  public:
    Patches(const FloorView& floor, const std::vector<bool>& chosen)
        : floor_(floor), chosen_(chosen), traced_(chosen.size()), reached_(chosen.size(), false) {}

    std::vector<Patch> all() {
        std::vector<Patch> patches;
        for (std::uint32_t i = 0; i < chosen_.size(); ++i) {
            if (chosen_[i] && !reached_[i]) patches.push_back(patch_at(i));
        }
        return patches;
    }

  private:
    // The triangle behind an edge, `none` where it is not one of the chosen.
    std::uint32_t behind(std::uint32_t triangle, std::uint32_t edge) const {
        const std::uint32_t other = floor_.triangles[triangle].across[edge];
        return other != none && chosen_[other] ? other : none;
    }

    Patch patch_at(std::uint32_t first) {
        Patch patch;
        std::vector<std::uint32_t> open{first};
        reached_[first] = true;
        while (!open.empty()) {
            const std::uint32_t triangle = open.back();
            open.pop_back();
            for (std::uint32_t edge = 0; edge < 3; ++edge) {
                const std::uint32_t other = behind(triangle, edge);
                if (other == none) {
                    if (!traced_[triangle][edge]) patch.push_back(trace(triangle, edge));
                } else if (!reached_[other]) {
                    reached_[other] = true;
                    open.push_back(other);
                }
            }
        }
        const auto outer = std::max_element(patch.begin(), patch.end(), [](const MmRing& a, const MmRing& b) {
            return doubled_area(a) < doubled_area(b);
        });
        if (outer != patch.end()) std::iter_swap(patch.begin(), outer);
        return patch;
    }

    // Along the boundary from an edge of it until an edge comes again: each is traced once.
    MmRing trace(std::uint32_t triangle, std::uint32_t edge) {
        MmRing ring;
        while (!traced_[triangle][edge]) {
            traced_[triangle][edge] = true;
            ring.push_back(floor_.vertices[floor_.triangles[triangle].vertex[after(edge)]].mm());
            turn(triangle, edge);
        }
        return ring;
    }

    // On to the next edge of the boundary, through the triangles around the end of this one. Damaged arrays
    // may lead around in circles.
    void turn(std::uint32_t& triangle, std::uint32_t& edge) const {
        edge = after(edge);
        for (std::size_t left = floor_.triangles.size(); left > 0; --left) {
            const std::uint32_t other = behind(triangle, edge);
            if (other == none) return;
            const auto& across = floor_.triangles[other].across;
            const auto entry = std::find(across.begin(), across.end(), triangle);
            if (entry == across.end()) return;
            edge = after(static_cast<std::uint32_t>(entry - across.begin()));
            triangle = other;
        }
    }

    const FloorView& floor_;
    const std::vector<bool>& chosen_;
    std::vector<std::array<bool, 3>> traced_;  // by triangle and edge
    std::vector<bool> reached_;
};

}  // namespace

std::vector<Patch> patches_of(const FloorView& floor, const std::vector<bool>& chosen) {
    return Patches(floor, chosen).all();
}

}  // namespace mallctl::nav
