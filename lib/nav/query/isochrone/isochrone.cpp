#include "nav/query/isochrone/isochrone.hpp"

#include <algorithm>
#include <cmath>
#include <queue>
#include <utility>

#include "nav/distances/distances.hpp"
#include "nav/mesh/look.hpp"
#include "nav/query/closed/closed_floor.hpp"
#include "nav/query/closed/closed_shadow.hpp"
#include "nav/query/isochrone/area_union.hpp"
#include "nav/query/isochrone/reached_piece.hpp"
#include "nav/query/reach.hpp"

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

// How far one can go on from each node of a closed floor: Dijkstra's algorithm from the starts, the portals
// and all that they lead to.
std::vector<double> walk_on(const ClosedFloor& closed, std::span<const Mm> starts,
                            std::span<const float> portals_s, double most_mm, double speed_m_s) {
    const WalkGraph graph(closed.floor(), &closed);
    std::vector<double> left_mm(graph.node_count(), 0);
    std::priority_queue<std::pair<double, std::uint32_t>> open;
    const auto improve = [&](std::uint32_t node, double left) {
        if (!(left > left_mm[node])) return;
        left_mm[node] = left;
        open.emplace(left, node);
    };
    std::vector<Seen> seen;
    for (const Mm start : starts) {
        graph.look_around(start, seen);
        for (const Seen& node : seen) {
            if (!graph.is_site(node.node))
                improve(node.node, most_mm - mm_between(start, graph.position(node.node)));
        }
    }
    for (std::uint32_t portal = 0; portal < portals_s.size(); ++portal) {
        improve(closed.floor().counts.corners + portal,
                most_mm - static_cast<double>(portals_s[portal]) * speed_m_s * 1000);
    }
    while (!open.empty()) {
        const auto [left, node] = open.top();
        open.pop();
        if (left < left_mm[node]) continue;
        graph.for_each_sight(node, [&, from = node, rest = left](std::uint32_t other) {
            if (!graph.is_site(other))
                improve(other, rest - mm_between(graph.position(from), graph.position(other)));
        });
    }
    return left_mm;
}

class LevelArea {
  public:
    // `portals_s` are the times to the level's portals.
    LevelArea(const FloorView& floor, const ClosedFloor* closed, std::span<const Mm> starts,
              std::span<const float> portals_s, double seconds, double speed_m_s)
        : floor_(floor), closed_(closed) {
        const double most_mm = seconds * speed_m_s * 1000;
        for (const Mm start : starts) look_out(start, most_mm);
        if (closed == nullptr) {
            measure(starts, portals_s, most_mm, speed_m_s);
        } else {
            left_mm_ = walk_on(*closed, starts, portals_s, most_mm, speed_m_s);
            for (std::uint32_t bend = floor.node_count(); bend < closed->node_count(); ++bend) {
                if (left_mm_[bend] > 0) look_out(closed->position(bend), left_mm_[bend]);
            }
        }
        std::stable_sort(start_parts_.begin(), start_parts_.end(),
                         [](const StartPart& a, const StartPart& b) { return a.triangle < b.triangle; });
    }

    // The triangles that are reached wholly; adds the pieces of others, the k-th of each triangle to layer k.
    std::vector<bool> collect(std::vector<Layer>& layers) {
        std::vector<bool> whole(floor_.triangles.size(), false);
        auto part = start_parts_.begin();
        for (std::uint32_t i = 0; i < floor_.triangles.size(); ++i) {
            const auto first_part = part;
            while (part != start_parts_.end() && part->triangle == i) ++part;
            read_triangle(i);
            const bool touched = is_touched();
            if (!touched && is_whole_from_corner()) {
                whole[i] = true;
                continue;
            }
            sources_.clear();
            for (auto p = first_part; p != part; ++p) sources_.push_back(p->source);
            add_cones(i);
            if (sources_.empty()) continue;
            if (!touched && is_whole_from_vertex()) {
                whole[i] = true;
            } else {
                cut(layers);
            }
        }
        return whole;
    }

  private:
    void look_out(Mm at, double left_mm) {
        expand_from(floor_, at, [&](std::uint32_t triangle, Mm right, Mm left) {
            start_parts_.push_back({triangle, {at, left_mm, right, left}});
        });
    }

    void measure(std::span<const Mm> starts, std::span<const float> portals_s, double most_mm,
                 double speed_m_s) {
        left_mm_.assign(floor_.node_count(), 0);
        for (const Mm start : starts) measure_from(start, most_mm);
        for (std::uint32_t portal = 0; portal < portals_s.size(); ++portal) {
            const double left_mm = most_mm - static_cast<double>(portals_s[portal]) * speed_m_s * 1000;
            if (left_mm > 0) measure_from_portal(portal, left_mm);
        }
    }

    void improve(std::uint32_t node, double left_mm) { left_mm_[node] = std::max(left_mm_[node], left_mm); }

    void measure_from(Mm start, double most_mm) {
        look_around(floor_, start, seen_);
        const TowardsPoint towards(floor_, seen_);
        for (std::uint32_t corner = 0; corner < floor_.counts.corners; ++corner) {
            improve(corner, most_mm - static_cast<double>(towards.length_from(corner)) * 1000);
        }
    }

    void measure_from_portal(std::uint32_t portal, double left_mm) {
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
                    sees(source, corners_[k]))
                    return true;
            }
        }
        return false;
    }

    // Whether any of the triangle is closed.
    bool is_touched() const {
        if (closed_ == nullptr) return false;
        const ClosedArea& area = closed_->area();
        for (std::size_t k = 0; k < 3; ++k) {
            if (area.cuts(corners_[k], corners_[(k + 1) % 3])) return true;
        }
        return std::any_of(area.vertices().begin(), area.vertices().end(), [&](const auto& vertex) {
            return side(corners_[0], corners_[1], vertex.at) > 0 &&
                   side(corners_[1], corners_[2], vertex.at) > 0 &&
                   side(corners_[2], corners_[0], vertex.at) > 0;
        });
    }

    bool sees(const Source& source, Mm point) const {
        return source.sees(point) && (closed_ == nullptr || !closed_->area().cuts(source.at, point));
    }

    // Cuts the piece of each source and keeps those that lie in no other.
    void cut(std::vector<Layer>& layers) {
        cut_.clear();
        for (const Source& source : sources_) {
            cut_piece(corners_, source, outline_);
            if (outline_.empty()) continue;
            parts_.clear();
            if (closed_ == nullptr || !cut_shadows(closed_->area(), source.at, outline_, parts_)) {
                cut_.push_back({area_of(outline_), &source, outline_});
            }
            for (const Outline& part : parts_) cut_.push_back({area_of(part), nullptr, part});
        }
        std::stable_sort(cut_.begin(), cut_.end(),
                         [](const Cut& a, const Cut& b) { return a.area_mm2 > b.area_mm2; });
        kept_.clear();
        std::size_t layer = 0;
        for (Cut& cut : cut_) {
            const bool covered = std::any_of(kept_.begin(), kept_.end(), [&](const Source* other) {
                return std::all_of(cut.outline.begin(), cut.outline.end(),
                                   [&](core::Point p) { return other->reaches(p); });
            });
            if (covered) continue;
            if (layer == layers.size()) layers.emplace_back();
            layers[layer++].push_back(std::move(cut.outline));
            if (cut.source != nullptr) kept_.push_back(cut.source);
        }
    }

    struct Cut {
        double area_mm2 = 0;
        const Source* source = nullptr;  // of whose piece it is all; else nothing
        Outline outline;
    };

    const FloorView& floor_;
    const ClosedFloor* closed_;    // nullptr where nothing is
    std::vector<double> left_mm_;  // by node: how far one can go on from it, 0 for spots
    std::vector<StartPart> start_parts_;
    std::vector<Seen> seen_;

    // Of the triangle at hand.
    std::array<std::uint32_t, 3> vertices_{};
    std::array<Mm, 3> corners_{};
    std::array<double, 3> longest_mm_{};
    std::vector<Source> sources_;
    Outline outline_;
    std::vector<Outline> parts_;
    std::vector<Cut> cut_;
    std::vector<const Source*> kept_;
};

}  // namespace

std::vector<Graph::Area> areas_reached(const BodyView& body, const ProfileView& profile,
                                       const core::LocalFrame& frame, const std::vector<LevelPoint>& from,
                                       double seconds) {
    std::vector<Graph::Area> areas;
    if (from.empty() || !(seconds > 0)) return areas;
    const Reaching reaching(body, profile, from);
    for (std::uint32_t level = 0; level < body.floors.size(); ++level) {
        const FloorView& floor = body.floors[level];
        std::vector<Mm> starts;
        for (const LevelPoint& spot : from) {
            if (spot.level == level) starts.push_back(spot.point);
        }
        LevelArea area(floor, body.closed_floor(level), starts,
                       reaching.portals().subspan(body.first_portal[level], floor.counts.portals), seconds,
                       speed_m_s(profile.profile));
        std::vector<Layer> layers;
        const std::vector<Patch> patches = patches_of(floor, area.collect(layers));
        core::MultiPolygon shape = unite_areas(patches, layers, frame);
        if (!shape.empty()) areas.push_back({level, std::move(shape)});
    }
    return areas;
}

}  // namespace mallctl::nav
