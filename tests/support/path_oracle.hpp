// Shortest paths the slow way, sharing no code with lib/nav: every vertex of free space, plain double
// geometry, all pairs.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "core/geometry.hpp"
#include "nav/millimetres.hpp"

namespace mallctl::test {

class Oracle {
  public:
    explicit Oracle(const std::vector<nav::MmRing>& rings) {
        for (const nav::MmRing& ring : rings) {
            for (std::size_t i = 0; i < ring.size(); ++i) {
                const nav::Mm a = ring[i];
                const nav::Mm b = ring[(i + 1) % ring.size()];
                walls_.push_back({metres(a), metres(b)});
                vertices_.push_back(metres(a));
            }
        }
    }

    // Inside, or no farther than `slack_m` from the boundary: with more than rounding errors a path would
    // slip through where obstacles only just touch.
    bool is_free(core::Point p, double slack_m = 1e-8) const {
        bool inside = false;
        for (const auto& [a, b] : walls_) {
            if (to_segment(p, a, b) < slack_m) return true;
            if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x)
                inside = !inside;
        }
        return inside;
    }

    // Cuts the line at every wall it meets and asks for the middle of each piece.
    bool sees(core::Point p, core::Point q) const {
        std::vector<double> cuts{0, 1};
        const core::Point d{q.x - p.x, q.y - p.y};
        for (const auto& [a, b] : walls_) {
            const core::Point e{b.x - a.x, b.y - a.y};
            const double det = d.x * e.y - d.y * e.x;
            if (std::abs(det) < 1e-12) {
                for (const core::Point end : {a, b}) {
                    const double t = (d.x * (end.x - p.x) + d.y * (end.y - p.y)) / (d.x * d.x + d.y * d.y);
                    if (t > 0 && t < 1) cuts.push_back(t);
                }
                continue;
            }
            const double t = ((a.x - p.x) * e.y - (a.y - p.y) * e.x) / det;
            const double s = ((a.x - p.x) * d.y - (a.y - p.y) * d.x) / det;
            if (t > 0 && t < 1 && s > -1e-9 && s < 1 + 1e-9) cuts.push_back(t);
        }
        std::sort(cuts.begin(), cuts.end());
        for (std::size_t i = 1; i < cuts.size(); ++i) {
            const double t = (cuts[i - 1] + cuts[i]) / 2;
            if (!is_free({p.x + t * d.x, p.y + t * d.y})) return false;
        }
        return true;
    }

    // In m; infinity where there is no way. Bellman and Ford's relaxation until nothing changes.
    double distance(core::Point from, core::Point to) {
        if (sight_.empty()) {
            for (const core::Point a : vertices_) {
                std::vector<bool> row;
                for (const core::Point b : vertices_) row.push_back(sees(a, b));
                sight_.push_back(row);
            }
        }
        constexpr double far = std::numeric_limits<double>::infinity();
        std::vector<double> best;
        for (const core::Point v : vertices_) best.push_back(sees(from, v) ? length(from, v) : far);
        for (bool changed = true; changed;) {
            changed = false;
            for (std::size_t i = 0; i < vertices_.size(); ++i) {
                for (std::size_t j = 0; j < vertices_.size(); ++j) {
                    const double through = best[i] + length(vertices_[i], vertices_[j]);
                    if (sight_[i][j] && through < best[j] - 1e-12) {
                        best[j] = through;
                        changed = true;
                    }
                }
            }
        }
        double shortest = sees(from, to) ? length(from, to) : far;
        for (std::size_t i = 0; i < vertices_.size(); ++i) {
            if (best[i] < far && sees(vertices_[i], to)) {
                shortest = std::min(shortest, best[i] + length(vertices_[i], to));
            }
        }
        return shortest;
    }

    static double length(core::Point a, core::Point b) { return std::hypot(b.x - a.x, b.y - a.y); }

  private:
    struct Wall {
        core::Point a;
        core::Point b;
    };

    static core::Point metres(nav::Mm p) {
        return {static_cast<double>(p.x) / 1000, static_cast<double>(p.y) / 1000};
    }

    static double to_segment(core::Point p, core::Point a, core::Point b) {
        const core::Point d{b.x - a.x, b.y - a.y};
        const double squared = d.x * d.x + d.y * d.y;
        const double t =
            squared > 0 ? std::clamp(((p.x - a.x) * d.x + (p.y - a.y) * d.y) / squared, 0.0, 1.0) : 0.0;
        return length(p, {a.x + t * d.x, a.y + t * d.y});
    }

    std::vector<Wall> walls_;
    std::vector<core::Point> vertices_;
    std::vector<std::vector<bool>> sight_;
};

}  // namespace mallctl::test
