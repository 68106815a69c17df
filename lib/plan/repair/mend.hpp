// One area or line, mended.
#pragma once

#include <string>
#include <vector>

#include "core/geometry.hpp"
#include "plan/repair.hpp"
#include "plan/repair/geos.hpp"
#include "plan/repair/scale.hpp"

namespace mallctl::plan {

// What became of one geometry.
struct Mended {
    std::vector<RepairKind> kinds;  // what was done, in the order of RepairKind; none: it is as it was
    std::string detail;             // the same in words: "a ring open by 0.020 m was closed"
    std::string fault;              // not empty: it cannot be mended, and why ("is open by 1.300 m")
};

class Mender {
  public:
    Mender(const RepairOptions& options, const Scale& scale) : options_(options), scale_(scale) {}

    // Makes the area what core::Polygon and OGC 06-103r4 demand, or says why that cannot be; then it is as it
    // was. Where something was done, `before` is what it was. Empty areas are fine.
    Mended mend(core::MultiPolygon& area, core::MultiPolygon& before) const;

    // Takes repeated vertices out; a line that has no length is a fault.
    Mended mend(core::LineString& line) const;

  private:
    RepairOptions options_;
    Scale scale_;
    AreaGeos geos_;
};

}  // namespace mallctl::plan
