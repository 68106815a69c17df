#include "nav/query/blocked/pieces.hpp"

#include <algorithm>

#include "nav/mesh/buckets.hpp"
#include "nav/mesh/look.hpp"

namespace mallctl::nav {

Pieces::Pieces(const BodyView& body) : body_(body) {
    std::vector<std::uint32_t> open;
    for (const FloorView& floor : body.floors) {
        std::vector<std::uint32_t>& piece_of = piece_of_.emplace_back(floor.triangles.size(), none);
        for (std::uint32_t first = 0; first < piece_of.size(); ++first) {
            if (piece_of[first] != none) continue;
            piece_of[first] = count_;
            open.push_back(first);
            while (!open.empty()) {
                const std::uint32_t triangle = open.back();
                open.pop_back();
                for (const std::uint32_t other : floor.triangles[triangle].across) {
                    if (other == none || piece_of[other] != none) continue;
                    piece_of[other] = count_;
                    open.push_back(other);
                }
            }
            ++count_;
        }
    }
}

std::vector<std::uint32_t> Pieces::at(const LevelPoint& place) const {
    std::vector<std::uint32_t> pieces;
    for_each_triangle_at(body_.floors[place.level], place.point, [&](std::uint32_t index, const Triangle&) {
        const std::uint32_t piece = piece_of_[place.level][index];
        if (std::find(pieces.begin(), pieces.end(), piece) == pieces.end()) pieces.push_back(piece);
        return true;
    });
    return pieces;
}

std::vector<std::uint32_t> Pieces::near(const LevelPoint& place, double limit_m) const {
    const auto free = nearest_free(body_.floors[place.level], place.point, limit_m);
    return free ? at({place.level, *free}) : std::vector<std::uint32_t>{};
}

}  // namespace mallctl::nav
