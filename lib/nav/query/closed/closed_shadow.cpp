#include "nav/query/closed/closed_shadow.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace mallctl::nav {

namespace {

constexpr double least_area_mm2 = 1;

// What lies to the left of a line.
struct HalfPlane {
    Mm at;
    Mm direction;
};

class Cutter {
  public:
    explicit Cutter(const Outline& piece) : parts_{piece} {}

    // Takes away what lies to the left of all the lines.
    void take(std::initializer_list<HalfPlane> hidden) {
        std::vector<Outline> kept;
        for (Outline& part : parts_) {
            Outline inner = part;
            std::vector<Outline> outer;
            for (const HalfPlane& line : hidden) {
                Outline beside = inner;
                keep_left(beside, line.at, -line.direction);
                if (area_of(beside) > least_area_mm2) outer.push_back(std::move(beside));
                keep_left(inner, line.at, line.direction);
                if (!(area_of(inner) > least_area_mm2)) break;
            }
            if (area_of(inner) > least_area_mm2) {
                hidden_ = true;
                for (Outline& rest : outer) kept.push_back(std::move(rest));
            } else {
                kept.push_back(std::move(part));
            }
        }
        parts_ = std::move(kept);
    }

    bool has_hidden() const { return hidden_; }
    std::vector<Outline>& parts() { return parts_; }

  private:
    std::vector<Outline> parts_;
    bool hidden_ = false;
};

// Into the area from a point of its outline.
void take_at_vertex(const ClosedArea::Vertex& vertex, Cutter& cutter) {
    const HalfPlane first{vertex.at, vertex.after - vertex.at};
    const HalfPlane last{vertex.at, vertex.at - vertex.before};
    if (vertex.is_convex()) {
        cutter.take({first, last});
    } else {
        cutter.take({first});
        cutter.take({last});
    }
}

}  // namespace

bool cut_shadows(const ClosedArea& area, Mm from, const Outline& piece, std::vector<Outline>& parts) {
    Cutter cutter(piece);
    for (const ClosedArea::Vertex& vertex : area.vertices()) {
        const Mm a = vertex.at;
        const Mm b = vertex.after;
        const std::int64_t where = side(a, b, from);
        if (from == a) {
            take_at_vertex(vertex, cutter);
        } else if (where < 0) {
            cutter.take({{a, b - a}, {from, b - from}, {from, from - a}});
        } else if (where == 0 && dot(a - from, b - from) < 0) {
            cutter.take({{a, b - a}});
        }
    }
    if (cutter.has_hidden()) {
        for (Outline& part : cutter.parts()) parts.push_back(std::move(part));
    }
    return cutter.has_hidden();
}

}  // namespace mallctl::nav
