// Planar set operations by GEOS, in millimetres, as values. For building only: queries do without it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/geometry.hpp"
#include "nav/millimetres.hpp"

struct GEOSGeom_t;
struct GEOSPrepGeom_t;
struct GEOSContextHandle_HS;

namespace mallctl::nav {

// How a buffered line ends: at its last point, or the distance farther on.
enum class LineEnd { flat, square };

class Geos;

// Polygons, lines or nothing: an immutable value. Belongs to the Geos that made it, which must outlive it.
class Shape {
  public:
    Shape() = default;
    bool is_empty() const { return empty_; }

  private:
    friend class Geos;
    Shape(GEOSContextHandle_HS* context, GEOSGeom_t* geometry);
    std::shared_ptr<const GEOSGeom_t> geometry_;
    mutable std::shared_ptr<const GEOSPrepGeom_t>
        prepared_;  // with an index over its edges, once it was asked
    bool empty_ = true;
    bool on_grid_ = false;  // known to have its vertices on whole millimetres
};

// One GEOS context; use it from one thread. Results are valid, and between grid points where lines cross or
// are widened: snapping every step to the grid takes GEOS ten times as long, so that is done at the end, by
// snapped(). A null Shape counts as empty. Throws core::Error(failed) where GEOS gives up.
class Geos {
  public:
    Geos();
    ~Geos();
    Geos(const Geos&) = delete;
    Geos& operator=(const Geos&) = delete;

    // Rings in any order and direction, one polygon: the first is the outer one. Self-crossing rings are
    // repaired (GEOS MakeValid); what remains of too small ones is nothing.
    Shape polygon(const std::vector<std::vector<Mm>>& rings) const;
    Shape line(const std::vector<Mm>& points) const;

    Shape unite(const std::vector<Shape>& shapes) const;
    Shape subtract(const Shape& from, const Shape& what) const;
    Shape intersect(const Shape& a, const Shape& b) const;

    // Polygons or lines widened by `mm` on every side, corners kept sharp up to twice the distance (mitre
    // limit 2).
    Shape widen(const Shape& shape, double mm, LineEnd end = LineEnd::square) const;
    // What unite() makes of each of the shapes widened, at once. Each line is widened by itself: where two
    // meet, both have their ends.
    Shape widen_all(const std::vector<Shape>& shapes, double mm) const;

    // All vertices on whole millimetres: lines that cross get a vertex there, what is narrower than the grid
    // is closed or vanishes.
    Shape snapped(const Shape& shape) const;

    // The outlines of polygons as lines.
    Shape outline(const Shape& polygons) const;

    // O(log n) in `a` from its second use on: name the larger one, or the one asked again and again, first.
    bool intersects(const Shape& a, const Shape& b) const;
    bool contains(const Shape& polygons, Mm point) const;
    // The smallest box around a shape, in mm; nothing for an empty one.
    std::optional<core::Box> box(const Shape& shape) const;
    // The point of `shape` nearest to `point`, rounded to the grid; `shape` is not empty.
    Mm nearest(const Shape& shape, Mm point) const;

    // Lines that meet end to end joined, rounded to the grid; a closed one repeats its first point at the
    // end.
    std::vector<std::vector<Mm>> joined_lines(const Shape& lines) const;

    // The rings of all polygons, snapped where they are not, free space to the left: outer rings
    // counter-clockwise, each followed by its holes. Sorted, so that equal shapes give equal rings.
    std::vector<MmRing> rings(const Shape& polygons) const;

  private:
    Shape own(GEOSGeom_t* geometry, const char* what) const;
    Shape collect(const std::vector<Shape>& shapes) const;
    std::vector<std::vector<Shape>> neighbours(const std::vector<Shape>& shapes) const;
    std::vector<Mm> points(const GEOSGeom_t* line) const;
    Shape empty() const;
    GEOSGeom_t* clone(const Shape& shape) const;
    const GEOSGeom_t* get(const Shape& shape, Shape& spare) const;
    GEOSGeom_t* make_line(const std::vector<Mm>& points, bool closed) const;

    GEOSContextHandle_HS* context_;
    std::unique_ptr<std::string> last_error_;
};

}  // namespace mallctl::nav
