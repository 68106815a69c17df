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

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace mallctl::plan
