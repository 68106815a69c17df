// Coordinates of any CRS that PROJ knows, to longitude and latitude.
#pragma once

#include <memory>
#include <string>

#include "core/geometry.hpp"

namespace mallctl::projection {

class Transform {
  public:
    // `crs`: "EPSG:25832", a PROJ string or WKT. Throws core::Error(usage) naming it when PROJ does not know
    // it. Axis order is always x = easting or longitude, y = northing or latitude.
    explicit Transform(const std::string& crs);
    ~Transform();
    Transform(Transform&&) noexcept;
    Transform& operator=(Transform&&) noexcept;

    // To EPSG:4326 (x = longitude). Throws core::Error(rejected) for a point outside what the CRS can
    // express.
    core::Point to_geographic(core::Point projected) const;

    // How long the CRS's own unit is, 0.3048 for feet; 1 where it counts degrees.
    double metres_per_unit() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace mallctl::projection
