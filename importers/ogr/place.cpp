#include "importers/ogr/place.hpp"

#include <cpl_conv.h>
#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <memory>
#include <string_view>

#include "core/error.hpp"
#include "projection/transform.hpp"

namespace mallctl::importers::ogr {

namespace {

std::string wkt_of(const OGRSpatialReference& reference) {
    char* text = nullptr;
    const char* const options[] = {"FORMAT=WKT2_2019", nullptr};
    std::string wkt;
    if (reference.exportToWkt(&text, options) == OGRERR_NONE && text != nullptr) wkt = text;
    CPLFree(text);
    return wkt;
}

// A geographic CRS of WGS 84 itself: its coordinates are what is wanted.
bool is_wgs84(const OGRSpatialReference& reference) {
    OGRSpatialReference wgs84;
    wgs84.importFromEPSG(4326);
    const char* const options[] = {"IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES",
                                   "CRITERION=EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS", nullptr};
    return reference.IsSame(&wgs84, options) != FALSE;
}

// A GeoPackage has names for a system that is not known (OGC 12-128, requirement 11).
bool is_stated(const OGRSpatialReference* reference) {
    if (reference == nullptr || reference->IsLocal() != FALSE) return false;
    return reference->GetName() == nullptr ||
           !std::string_view(reference->GetName()).starts_with("Undefined");
}

std::function<core::Point(core::Point)> transform_of(const std::string& crs) {
    return [transform = std::make_shared<projection::Transform>(crs)](core::Point point) {
        return transform->to_geographic(point);
    };
}

bool could_be_degrees(OGRLayer& layer) {
    OGREnvelope extent;
    if (layer.GetExtent(&extent, TRUE) != OGRERR_NONE) return true;  // no geometry at all
    return extent.MinX >= -180 && extent.MaxX <= 180 && extent.MinY >= -90 && extent.MaxY <= 90;
}

}  // namespace

std::function<core::Point(core::Point)> place_of(OGRLayer& layer, const std::string& crs,
                                                 const std::string& origin, core::Diagnostics& findings) {
    const auto as_it_is = [](core::Point point) { return point; };
    if (layer.GetGeomType() == wkbNone) return as_it_is;
    if (const OGRSpatialReference* reference = layer.GetSpatialRef(); is_stated(reference)) {
        if (is_wgs84(*reference)) return as_it_is;
        try {
            return transform_of(wkt_of(*reference));
        } catch (const core::Error&) {
            throw core::Error(core::Fault::rejected,
                              fmt::format("{}: PROJ does not know its coordinate system \"{}\"", origin,
                                          reference->GetName() == nullptr ? "" : reference->GetName()),
                              "assign it a known one (ogr2ogr -a_srs EPSG:...) or export it in EPSG:4326");
        }
    }
    if (!crs.empty()) return crs == "EPSG:4326" || crs == "OGC:CRS84" ? as_it_is : transform_of(crs);
    core::Diagnostic finding;
    finding.code = "P038";
    finding.where.file = origin;
    finding.message = "does not say its coordinate system";
    finding.advice = "name it with --crs, such as EPSG:25832";
    if (!could_be_degrees(layer)) {
        finding.severity = core::Severity::error;
        throw core::Error(
            core::Fault::rejected,
            fmt::format("{} does not say its coordinate system, and its coordinates are no degrees", origin),
            finding.advice, {finding});
    }
    finding.message += "; its coordinates are taken for longitude and latitude";
    findings.push_back(std::move(finding));
    return as_it_is;
}

}  // namespace mallctl::importers::ogr
