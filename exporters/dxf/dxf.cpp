#include "exporters/dxf/dxf.hpp"

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <algorithm>

#include "core/error.hpp"
#include "core/local_frame.hpp"
#include "exporters/ogr/dataset.hpp"
#include "plan/hull.hpp"

namespace mallctl::exporters::dxf {

namespace {

core::Point middle_of(const plan::Plan& plan) {
    std::vector<core::Point> points;
    for (const auto& level : plan.levels) plan::append_vertices(points, level.outline);
    for (const auto& unit : plan.units) plan::append_vertices(points, unit.geometry);
    for (const auto& wall : plan.walls) {
        for (const auto& line : wall.lines) points.insert(points.end(), line.begin(), line.end());
    }
    if (points.empty()) throw core::Error(core::Fault::failed, "the level holds nothing to draw");
    const auto [west, east] =
        std::minmax_element(points.begin(), points.end(), [](auto a, auto b) { return a.x < b.x; });
    const auto [south, north] =
        std::minmax_element(points.begin(), points.end(), [](auto a, auto b) { return a.y < b.y; });
    return {(west->x + east->x) / 2, (south->y + north->y) / 2};
}

// "restroom.male" -> "RESTROOM-MALE": what a layer's name may hold.
std::string layer_word(const std::string& category) {
    std::string word;
    for (const char c : category) {
        const bool lower = c >= 'a' && c <= 'z';
        const bool kept = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        word += lower ? static_cast<char>(c - 'a' + 'A') : kept ? c : '-';
    }
    return word;
}

class Drawing {
  public:
    Drawing(OGRLayer& entities, const core::LocalFrame& frame) : entities_(entities), frame_(frame) {}

    void area(const std::string& layer, const core::MultiPolygon& polygons) {
        for (const core::Polygon& polygon : polygons) {
            for (const core::Ring& ring : polygon.rings)
                line(&ring == &polygon.rings.front() ? layer : "A-AREA-VOID", ring);
        }
    }

    void line(const std::string& layer, const core::LineString& points) {
        core::LineString local;
        for (const core::Point point : points) local.push_back(frame_.to_local(point));
        // GDAL closes a polyline whose ends meet.
        auto lines = ogr::to_ogr(core::MultiLineString{local});
        add(layer, lines.get()->toMultiLineString()->getGeometryRef(0), {});
    }

    void point(const std::string& layer, core::Point at) {
        add(layer, ogr::to_ogr(frame_.to_local(at)).get(), {});
    }

    void text(const std::string& layer, core::Point at, std::string words) {
        for (char& c : words) {
            if (c == '"') c = '\'';
            if (static_cast<unsigned char>(c) < ' ') c = ' ';
        }
        add(layer, ogr::to_ogr(frame_.to_local(at)).get(),
            fmt::format("LABEL(f:\"Arial\",s:0.4g,t:\"{}\",p:5)", words));
    }

  private:
    void add(const std::string& layer, const OGRGeometry* geometry, const std::string& style) {
        const OGRFeatureUniquePtr feature(OGRFeature::CreateFeature(entities_.GetLayerDefn()));
        feature->SetField("Layer", layer.c_str());
        feature->SetGeometry(geometry);
        if (!style.empty()) feature->SetStyleString(style.c_str());
        if (entities_.CreateFeature(feature.get()) != OGRERR_NONE)
            throw core::Error(core::Fault::failed,
                              fmt::format("cannot draw on layer {}: {}", layer, CPLGetLastErrorMsg()));
    }

    OGRLayer& entities_;
    const core::LocalFrame& frame_;
};

std::string label_of(const plan::Unit& unit, const std::vector<std::string>& locales) {
    const std::string name = core::pick_name(unit.name, locales);
    if (unit.ref.empty() || name == unit.ref) return name.empty() ? unit.ref : name;
    return name.empty() ? unit.ref : unit.ref + " " + name;
}

void draw(const PlanExport& source, Drawing& drawing) {
    const plan::Plan& plan = source.plan;
    for (const auto& level : plan.levels) drawing.area("A-FLOR-OUTL", level.outline);
    for (const auto& unit : plan.units) {
        drawing.area("A-AREA-" + layer_word(unit.category), unit.geometry);
        const std::string label = label_of(unit, source.mall.locales);
        if (!label.empty()) drawing.text("A-AREA-IDEN", plan::representative_point(unit), label);
    }
    for (const auto& wall : plan.walls) {
        for (const auto& line : wall.lines) drawing.line("A-WALL", line);
    }
    for (const auto& opening : plan.openings) drawing.line("A-DOOR", opening.geometry);
    for (const auto& fixture : plan.fixtures) drawing.area("A-FURN", fixture.geometry);
    for (const auto& section : plan.sections) drawing.area("A-ZONE", section.geometry);
    for (const auto& kiosk : plan.kiosks) drawing.area("A-KIOSK", kiosk.geometry);
    for (const auto& amenity : plan.amenities)
        drawing.point("A-AMEN-" + layer_word(amenity.category), amenity.point);
}

// GDAL's own header says inches.
std::string header_in_metres() {
    const char* path = CPLFindFile("gdal", "header.dxf");
    VSILFILE* file = path == nullptr ? nullptr : VSIFOpenL(path, "rb");
    if (file == nullptr)
        throw core::Error(core::Fault::failed, "GDAL's header.dxf is not installed",
                          "install GDAL whole, or set GDAL_DATA to the folder of its data files");
    std::string header(1 << 20, '\0');
    header.resize(VSIFReadL(header.data(), 1, header.size(), file));
    VSIFCloseL(file);
    const std::size_t variable = header.find("$INSUNITS");
    const std::size_t value = header.find("     1", variable);
    if (variable == std::string::npos || value == std::string::npos || value > variable + 40)
        throw core::Error(core::Fault::failed, "GDAL's header.dxf is not the one that was expected");
    return header.replace(value, 6, "     6");
}

class HeaderFile {
  public:
    HeaderFile() : text_(header_in_metres()) {
        VSIFCloseL(VSIFileFromMemBuffer(path, reinterpret_cast<GByte*>(text_.data()), text_.size(), FALSE));
    }
    ~HeaderFile() { VSIUnlink(path); }
    HeaderFile(const HeaderFile&) = delete;
    HeaderFile& operator=(const HeaderFile&) = delete;

    static constexpr const char* path = "/vsimem/mallctl_dxf_header.dxf";

  private:
    std::string text_;
};

}  // namespace

std::string write(const PlanExport& source) {
    if (source.plan.levels.size() != 1)
        throw core::Error(core::Fault::usage, "a DXF drawing is one floor, and the plan has several",
                          "name one: --level G");
    const core::LocalFrame frame(middle_of(source.plan));
    const HeaderFile header;
    const std::string bytes = ogr::write_dataset(
        "DXF", "level.dxf", {std::string("HEADER=") + HeaderFile::path}, [&](GDALDataset& dataset) {
            OGRLayer* entities = dataset.CreateLayer("entities", nullptr, wkbUnknown, nullptr);
            if (entities == nullptr) throw core::Error(core::Fault::failed, CPLGetLastErrorMsg());
            Drawing drawing(*entities, frame);
            draw(source, drawing);
        });
    return fmt::format("999\nmallctl: metres east and north of {:.9f}, {:.9f} (longitude, latitude)\n",
                       frame.origin().x, frame.origin().y) +
           bytes;
}

}  // namespace mallctl::exporters::dxf
