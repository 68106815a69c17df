#include "nav/query/isochrone.hpp"

#include <algorithm>
#include <cmath>

#include "nav/distances/distances.hpp"
#include "nav/mesh/look.hpp"
#include "nav/query/area_union.hpp"
#include "nav/query/reach.hpp"
#include "nav/query/reached_piece.hpp"

namespace mallctl::nav {

namespace {

Mm bound(const FloorView& floor, Mm origin, std::uint32_t vertex, bool is_turned) {
    const Mm direction = floor.vertices[vertex].mm() - origin;
    return is_turned ? -direction : direction;
}

double mm_between(Mm a, Mm b) {
    return length_m(a, b) * 1000;
}

// What a start sees of a triangle.
struct StartPart {
    std::uint32_t triangle = 0;
    Source source;
};

class LevelArea {
  public:
    // `portals_s` are the times to the level's portals.
    LevelArea(const FloorView& floor, std::span<const Mm> starts, std::span<const float> portals_s,
              double seconds, double speed_m_s)
        : floor_(floor), left_mm_(floor.node_count(), 0) {
        const double most_mm = seconds * speed_m_s * 1000;
        for (const Mm start : starts) {
            measure_from(start, most_mm);
            expand_from(floor, start, [&](std::uint32_t triangle, Mm right, Mm left) {
                start_parts_.push_back({triangle, {start, most_mm, right, left}});
            });
        }
        std::stable_sort(start_parts_.begin(), start_parts_.end(),
                         [](const StartPart& a, const StartPart& b) { return a.triangle < b.triangle; });
        for (std::uint32_t portal = 0; portal < portals_s.size(); ++portal) {
            if (portals_s[portal] < seconds)
                measure_from_portal(portal, most_mm, portals_s[portal] * speed_m_s);
        }
    }

    // The triangles that are reached wholly; adds the pieces of others, the k-th of each triangle to layer k.
    std::vector<bool> collect(std::vector<Layer>& layers) {
        std::vector<bool> whole(floor_.triangles.size(), false);
        auto part = start_parts_.begin();
        for (std::uint32_t i = 0; i < floor_.triangles.size(); ++i) {
            const auto first_part = part;
            while (part != start_parts_.end() && part->triangle == i) ++part;
            read_triangle(i);
            if (is_whole_from_corner()) {
                whole[i] = true;
                continue;
            }
            sources_.clear();
            for (auto p = first_part; p != part; ++p) sources_.push_back(p->source);
            add_cones(i);
            if (sources_.empty()) continue;
            if (is_whole_from_vertex()) {
                whole[i] = true;
            } else {
                cut(layers);
            }
        }
        return whole;
    }

  private:
    void improve(std::uint32_t node, double left_mm) { left_mm_[node] = std::max(left_mm_[node], left_mm); }

    void measure_from(Mm start, double most_mm) {
        look_around(floor_, start, seen_);
        const TowardsPoint towards(floor_, seen_);
        for (std::uint32_t corner = 0; corner < floor_.counts.corners; ++corner) {
            improve(corner, most_mm - static_cast<double>(towards.length_from(corner)) * 1000);
        }
    }

    void measure_from_portal(std::uint32_t portal, double most_mm, double length_m) {
        const double left_mm = most_mm - length_m * 1000;
        const std::size_t sites = floor_.sites.size();
        improve(floor_.counts.corners + portal, left_mm);
        for (std::uint32_t corner = 0; corner < floor_.counts.corners; ++corner) {
            const float onwards = floor_.corner_to_site[corner * sites + portal];
            improve(corner, left_mm - static_cast<double>(onwards) * 1000);
        }
    }

    void read_triangle(std::uint32_t index) {
        vertices_ = floor_.triangles[index].vertex;
        for (std::size_t k = 0; k < 3; ++k) corners_[k] = floor_.vertices[vertices_[k]].mm();
        for (std::size_t k = 0; k < 3; ++k) {
            longest_mm_[k] = std::max(mm_between(corners_[k], corners_[(k + 1) % 3]),
                                      mm_between(corners_[k], corners_[(k + 2) % 3]));
        }
    }

    // Triangles are convex: who is at a vertex walks straight to any point of it.
    bool is_whole_from_corner() const {
        for (std::size_t k = 0; k < 3; ++k) {
            if (vertices_[k] < floor_.counts.corners && left_mm_[vertices_[k]] >= longest_mm_[k]) return true;
        }
        return false;
    }

    void add_cones(std::uint32_t index) {
        for (std::uint32_t i = floor_.cone_begins[index]; i < floor_.cone_begins[index + 1]; ++i) {
            const Cone cone = floor_.cones[i];
            const double left_mm = left_mm_[cone.node()];
            if (!(left_mm > 0)) continue;
            Source source{floor_.node(cone.node()).mm(), left_mm, {}, {}};
            if (!cone.is_whole()) {
                source.right = bound(floor_, source.at, cone.right(), cone.right_turned());
                source.left = bound(floor_, source.at, cone.left(), cone.left_turned());
            }
            sources_.push_back(source);
        }
    }

    bool is_whole_from_vertex() const {
        for (std::size_t k = 0; k < 3; ++k) {
            for (const Source& source : sources_) {
                if (source.left_mm - mm_between(source.at, corners_[k]) >= longest_mm_[k] &&
                    source.sees(corners_[k]))
                    return true;
            }
        }
        return false;
    }

    // Cuts the piece of each source and keeps those that lie in no other.
    void cut(std::vector<Layer>& layers) {
        cut_.clear();
        for (const Source& source : sources_) {
            cut_piece(corners_, source, outline_);
            if (!outline_.empty()) cut_.push_back({area_of(outline_), &source, outline_});
        }
        std::stable_sort(cut_.begin(), cut_.end(),
                         [](const Cut& a, const Cut& b) { return a.area_mm2 > b.area_mm2; });
        kept_.clear();
        for (Cut& cut : cut_) {
            const bool covered = std::any_of(kept_.begin(), kept_.end(), [&](const Source* other) {
                return std::all_of(cut.outline.begin(), cut.outline.end(),
                                   [&](core::Point p) { return other->reaches(p); });
            });
            if (covered) continue;
            if (kept_.size() == layers.size()) layers.emplace_back();
            layers[kept_.size()].push_back(std::move(cut.outline));
            kept_.push_back(cut.source);
        }
    }

    struct Cut {
        double area_mm2 = 0;
        const Source* source = nullptr;
        Outline outline;
    };

    const FloorView& floor_;
    std::vector<double> left_mm_;  // by node: how far one can go on from it, 0 for spots
    std::vector<StartPart> start_parts_;
    std::vector<Seen> seen_;

    // Of the triangle at hand.
    std::array<std::uint32_t, 3> vertices_{};
    std::array<Mm, 3> corners_{};
    std::array<double, 3> longest_mm_{};
    std::vector<Source> sources_;
    Outline outline_;
    std::vector<Cut> cut_;
    std::vector<const Source*> kept_;
};

}  // namespace

std::vector<Graph::Area> areas_reached(const MallView& mall, const ProfileView& profile,
                                       const std::vector<LevelPoint>& from, double seconds) {
    std::vector<Graph::Area> areas;
    if (from.empty() || !(seconds > 0)) return areas;
    const BodyView& body = mall.body(profile.profile);
    const Reaching reaching(body, profile, from);
    for (std::uint32_t level = 0; level < body.floors.size(); ++level) {
        const FloorView& floor = body.floors[level];
        std::vector<Mm> starts;
        for (const LevelPoint& spot : from) {
            if (spot.level == level) starts.push_back(spot.point);
        }
        LevelArea area(floor, starts,
                       reaching.portals().subspan(body.first_portal[level], floor.counts.portals), seconds,
                       speed_m_s(profile.profile));
        std::vector<Layer> layers;
        const std::vector<Patch> patches = patches_of(floor, area.collect(layers));
        core::MultiPolygon shape = unite_areas(patches, layers, mall.frame);
        if (!shape.empty()) areas.push_back({level, std::move(shape)});
    }
    return areas;
}

}  // namespace mallctl::nav
