#include "exporters/ogr/dataset.hpp"

#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <atomic>
#include <mutex>

#include "core/error.hpp"

namespace mallctl::exporters::ogr {

namespace {

[[noreturn]] void fail(const char* driver) {
    throw core::Error(core::Fault::failed, fmt::format("cannot write {}: {}", driver, CPLGetLastErrorMsg()),
                      "check that GDAL is installed whole");
}

OGRLinearRing* ring_of(const core::Ring& points) {
    auto ring = std::make_unique<OGRLinearRing>();
    for (const core::Point point : points) ring->addPoint(point.x, point.y);
    return ring.release();
}

// A folder of its own in GDAL's memory, so that threads do not meet.
class MemoryFile {
  public:
    explicit MemoryFile(const std::string& name) {
        static std::atomic<unsigned> count{0};
        folder_ = fmt::format("/vsimem/mallctl_export_{}", count++);
        path_ = folder_ + "/" + name;
    }
    ~MemoryFile() { VSIRmdirRecursive(folder_.c_str()); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    const std::string& path() const { return path_; }

    std::string bytes() const {
        vsi_l_offset size = 0;
        const GByte* data = VSIGetMemFileBuffer(path_.c_str(), &size, FALSE);
        if (data == nullptr) return {};
        return {reinterpret_cast<const char*>(data), static_cast<std::size_t>(size)};
    }

  private:
    std::string folder_;
    std::string path_;
};

}  // namespace

void OgrDeleter::operator()(OGRGeometry* geometry) const {
    OGRGeometryFactory::destroyGeometry(geometry);
}

OgrGeometry to_ogr(core::Point point) {
    return OgrGeometry(std::make_unique<OGRPoint>(point.x, point.y).release());
}

OgrGeometry to_ogr(const core::MultiLineString& lines) {
    auto multi = std::make_unique<OGRMultiLineString>();
    for (const core::LineString& points : lines) {
        auto line = std::make_unique<OGRLineString>();
        for (const core::Point point : points) line->addPoint(point.x, point.y);
        multi->addGeometryDirectly(line.release());
    }
    return OgrGeometry(multi.release());
}

OgrGeometry to_ogr(const core::MultiPolygon& area) {
    auto multi = std::make_unique<OGRMultiPolygon>();
    for (const core::Polygon& polygon : area) {
        auto made = std::make_unique<OGRPolygon>();
        for (const core::Ring& ring : polygon.rings) made->addRingDirectly(ring_of(ring));
        multi->addGeometryDirectly(made.release());
    }
    return OgrGeometry(multi.release());
}

std::string write_dataset(const char* driver, const std::string& file_name,
                          const std::vector<std::string>& options,
                          const std::function<void(GDALDataset&)>& fill) {
    static std::once_flag registered;
    std::call_once(registered, [] { GDALAllRegister(); });
    CPLErrorReset();
    CPLErrorHandlerPusher quiet(CPLQuietErrorHandler);
    GDALDriver* maker = GetGDALDriverManager()->GetDriverByName(driver);
    if (maker == nullptr) fail(driver);
    const MemoryFile file(file_name);
    CPLStringList list;
    for (const std::string& option : options) list.AddString(option.c_str());
    GDALDatasetUniquePtr dataset(maker->Create(file.path().c_str(), 0, 0, 0, GDT_Unknown, list.List()));
    if (!dataset) fail(driver);
    fill(*dataset);
    dataset.reset();
    std::string bytes = file.bytes();
    if (bytes.empty() || CPLGetLastErrorType() == CE_Failure) fail(driver);
    return bytes;
}

}  // namespace mallctl::exporters::ogr
