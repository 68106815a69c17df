#include "plan/repair/mend.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "plan/repair/edges.hpp"
#include "plan/repair/inspect.hpp"

namespace mallctl::plan {

namespace {

using core::LineString;
using core::MultiPolygon;
using core::Point;
using core::Polygon;
using core::Ring;

// What is smaller encloses nothing: a square millimetre.
constexpr double least_area_m2 = 1e-6;

// An end nearer than this to the ring's beginning is the beginning: nothing moves by more.
constexpr double moved_m = 1e-3;

// Beyond these, splitting a ring would take memory by the square: no one has drawn it.
constexpr std::size_t most_crossings = 20'000;

bool is_finite(const std::vector<Point>& points) {
    return std::all_of(points.begin(), points.end(),
                       [](Point p) { return std::isfinite(p.x) && std::isfinite(p.y); });
}

// One area on its way to be sound.
class Mending {
  public:
    Mending(const RepairOptions& options, const Scale& scale, const AreaGeos& geos)
        : options_(options), scale_(scale), geos_(geos) {}

    // False when `fault` says why not.
    bool run(MultiPolygon& area) {
        if (!clean_rings(area) || !untangle(area)) return false;
        drop_nothings(area);
        if (area.empty()) return fail("encloses nothing");
        orient(area);
        return true;
    }

    void orient(MultiPolygon& area) {
        bool turned = false;
        for (Polygon& polygon : area) {
            for (std::size_t i = 0; i < polygon.rings.size(); ++i) {
                Ring& ring = polygon.rings[i];
                if ((twice_signed_area(ring) < 0) != (i == 0)) continue;
                std::reverse(ring.begin(), ring.end());
                turned = true;
            }
        }
        if (turned && !off()) note(RepairKind::oriented, "rings were turned to run as RFC 7946 has them");
    }

    Mended result() && {
        Mended mended;
        mended.kinds.assign(kinds_.begin(), kinds_.end());
        mended.detail = std::move(detail_);
        mended.fault = std::move(fault_);
        return mended;
    }

  private:
    bool fail(std::string fault) {
        fault_ = std::move(fault);
        return false;
    }

    // What tidies up after MakeValid, which has directions and vertices of its own, is part of the split.
    void note(RepairKind kind, const std::string& what) {
        if (kinds_.contains(RepairKind::split) || !kinds_.insert(kind).second) return;
        if (!detail_.empty()) detail_ += "; ";
        detail_ += what;
    }

    bool off() const { return options_.mode == RepairMode::off; }

    bool clean_rings(MultiPolygon& area) {
        for (Polygon& polygon : area) {
            for (Ring& ring : polygon.rings) {
                if (!is_finite(ring)) return fail("has a coordinate that is no number");
                drop_repetitions(ring);
                if (!close(ring)) return false;
            }
            if (!drop_empty_rings(polygon)) return false;
        }
        const auto last = std::remove_if(area.begin(), area.end(),
                                         [](const Polygon& polygon) { return polygon.rings.empty(); });
        if (last == area.end()) return true;
        if (off()) return fail("has a part that encloses nothing");
        area.erase(last, area.end());
        note(RepairKind::dropped_part, "a part that encloses nothing was dropped");
        return true;
    }

    void drop_repetitions(Ring& ring) {
        if (off() || ring.empty()) return;
        const Point end = ring.back();
        const auto last = std::unique(ring.begin(), ring.end(),
                                      [&](Point a, Point b) { return scale_.distance_m(a, b) < repeated_m; });
        if (last == ring.end()) return;
        ring.erase(last, ring.end());
        // The end stays what it is: it may be what closes the ring.
        if (ring.size() > 1) ring.back() = end;
        note(RepairKind::repeated_vertices, "repeated vertices were dropped");
    }

    bool close(Ring& ring) {
        if (ring.size() < 3 || ring.front() == ring.back()) return true;
        const double gap = scale_.distance_m(ring.front(), ring.back());
        if (off() || gap > options_.close_tolerance_m) return fail(fmt::format("is open by {:.3f} m", gap));
        if (gap <= moved_m) {
            ring.back() = ring.front();
        } else {
            ring.push_back(ring.front());
        }
        note(RepairKind::closed, fmt::format("a ring that was open by {:.4f} m was closed", gap));
        return true;
    }

    // Of less than three corners. Without its shell a polygon is nothing.
    bool drop_empty_rings(Polygon& polygon) {
        const auto is_nothing = [](const Ring& ring) { return ring.size() < 4; };
        if (polygon.rings.empty() || is_nothing(polygon.rings.front())) {
            polygon.rings.clear();
            return true;
        }
        if (std::erase_if(polygon.rings, is_nothing) == 0) return true;
        if (off()) return fail("has a hole that encloses nothing");
        note(RepairKind::dropped_part, "a hole that encloses nothing was dropped");
        return true;
    }

    bool untangle(MultiPolygon& area) {
        if (area.empty() || geos_.is_valid(area)) return true;
        if (off()) return fail("crosses itself");
        if (count_crossings(area, most_crossings) >= most_crossings) return fail("crosses itself too often");
        note(RepairKind::split, "rings that crossed or touched themselves were split into their parts");
        // Vertices that MakeValid sets a hair beside others are dropped again, which may need another round.
        constexpr int most_rounds = 4;
        for (int round = 0; round < most_rounds; ++round) {
            area = geos_.make_valid(area);
            if (!clean_rings(area)) return false;
            if (area.empty() || geos_.is_valid(area)) return true;
        }
        return fail("crosses itself in a way that cannot be undone");
    }

    // Parts and holes of no surface.
    void drop_nothings(MultiPolygon& area) {
        const auto is_nothing = [&](const Ring& ring) {
            return scale_.square_metres(std::abs(twice_signed_area(ring))) / 2 < least_area_m2;
        };
        const auto parts =
            std::erase_if(area, [&](const Polygon& polygon) { return is_nothing(polygon.rings.front()); });
        std::size_t holes = 0;
        for (Polygon& polygon : area) holes += std::erase_if(polygon.rings, is_nothing);
        if (parts + holes == 0) return;
        note(RepairKind::dropped_part, "a part that encloses nothing was dropped");
    }

    const RepairOptions& options_;
    const Scale& scale_;
    const AreaGeos& geos_;
    std::set<RepairKind> kinds_;
    std::string detail_;
    std::string fault_;
};

}  // namespace

Mended Mender::mend(MultiPolygon& area, MultiPolygon& before) const {
    const Faults faults = inspect(area, scale_);
    if (!faults.any()) return {};
    Mending mending(options_, scale_, geos_);
    MultiPolygon copy = area;
    bool done = true;
    if (faults.broken || faults.repeats || faults.suspicious) {
        done = mending.run(copy);
    } else {
        mending.orient(copy);
    }
    if (done) before = std::exchange(area, std::move(copy));
    return std::move(mending).result();
}

Mended Mender::mend(LineString& line) const {
    Mended mended;
    if (!is_finite(line)) {
        mended.fault = "has a coordinate that is no number";
        return mended;
    }
    const bool off = options_.mode == RepairMode::off;
    const auto repeats = [&](Point a, Point b) {
        return off ? a == b : scale_.distance_m(a, b) < repeated_m;
    };
    if (std::adjacent_find(line.begin(), line.end(), repeats) == line.end() && line.size() >= 2)
        return mended;
    LineString copy = line;
    copy.erase(std::unique(copy.begin(), copy.end(), repeats), copy.end());
    if (copy.size() < 2) {
        mended.fault = "is a line without length";
    } else if (!off) {
        line = std::move(copy);
        mended.kinds = {RepairKind::repeated_vertices};
        mended.detail = "repeated vertices were dropped";
    }
    return mended;
}

}  // namespace mallctl::plan
