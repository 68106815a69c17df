// Files of the formats that GDAL writes, made in memory.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/geometry.hpp"

class GDALDataset;
class OGRGeometry;

namespace mallctl::exporters::ogr {

struct OgrDeleter {
    void operator()(OGRGeometry* geometry) const;
};
using OgrGeometry = std::unique_ptr<OGRGeometry, OgrDeleter>;

OgrGeometry to_ogr(core::Point point);
OgrGeometry to_ogr(const core::MultiLineString& lines);
OgrGeometry to_ogr(const core::MultiPolygon& area);

// Lets GDAL's driver write a file in memory and gives its bytes. `options` are its creation options
// ("KEY=VALUE"). Throws core::Error(failed) with GDAL's reason when it cannot.
std::string write_dataset(const char* driver, const std::string& file_name,
                          const std::vector<std::string>& options,
                          const std::function<void(GDALDataset&)>& fill);

}  // namespace mallctl::exporters::ogr
