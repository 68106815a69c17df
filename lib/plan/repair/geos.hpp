// The operations of GEOS that repair needs, on plain values. Frame-free.
#pragma once

#include <memory>

#include "core/geometry.hpp"

struct GEOSContextHandle_HS;

namespace mallctl::plan {

// One GEOS context; use it from one thread. Rings given to it are closed, of four points and more, and
// finite.
class AreaGeos {
  public:
    AreaGeos();
    ~AreaGeos();
    AreaGeos(const AreaGeos&) = delete;
    AreaGeos& operator=(const AreaGeos&) = delete;

    // As OGC 06-103r4 has it: parts that share no area, rings that do not cross.
    bool is_valid(const core::MultiPolygon& area) const;

    // The valid area with the same surface (GEOS MakeValid, method "structure": what a ring winds around is
    // inside, holes are taken out, parts united). Nothing where there is no surface.
    core::MultiPolygon make_valid(const core::MultiPolygon& area) const;

    // The faces that lines enclose, after they were cut where they meet (GEOS UnaryUnion and Polygonize).
    core::MultiPolygon faces_of(const core::MultiLineString& lines) const;

    // What any of the parts covers, valid. The parts are valid each by itself.
    core::MultiPolygon unite(const core::MultiPolygon& parts) const;

    // `from` without `what`; both valid.
    core::MultiPolygon subtract(const core::MultiPolygon& from, const core::MultiPolygon& what) const;

    // The area grown by a distance (shrunk by a negative one), corners kept sharp up to five times that.
    core::MultiPolygon widen(const core::MultiPolygon& area, double distance) const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace mallctl::plan
