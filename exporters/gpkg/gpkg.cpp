#include "exporters/gpkg/gpkg.hpp"

#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <map>
#include <optional>
#include <variant>

#include "core/error.hpp"
#include "exporters/ogr/dataset.hpp"

namespace mallctl::exporters::gpkg {

namespace {

using Value = std::variant<std::monostate, std::string, double, int, bool>;
using Field = std::pair<const char*, OGRFieldType>;

// A table being filled; fields are set by position.
class Table {
  public:
    Table(GDALDataset& dataset, const char* name, OGRwkbGeometryType type, const std::vector<Field>& fields) {
        OGRSpatialReference wgs84;
        wgs84.importFromEPSG(4326);
        wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        CPLStringList options;
        options.SetNameValue("GEOMETRY_NAME", "geometry");
        options.SetNameValue("FID", "fid");
        layer_ = dataset.CreateLayer(name, &wgs84, type, options.List());
        if (layer_ == nullptr) fail();
        for (const auto& [field, kind] : fields) {
            OGRFieldDefn definition(field, kind);
            if (std::string_view(field).starts_with("is_")) definition.SetSubType(OFSTBoolean);
            if (layer_->CreateField(&definition) != OGRERR_NONE) fail();
        }
    }

    void add(ogr::OgrGeometry geometry, const std::vector<Value>& values) {
        const OGRFeatureUniquePtr feature(OGRFeature::CreateFeature(layer_->GetLayerDefn()));
        for (int i = 0; i < static_cast<int>(values.size()); ++i)
            set(*feature, i, values[static_cast<std::size_t>(i)]);
        if (geometry) feature->SetGeometryDirectly(geometry.release());
        if (layer_->CreateFeature(feature.get()) != OGRERR_NONE) fail();
    }

  private:
    static void set(OGRFeature& feature, int field, const Value& value) {
        if (const auto* text = std::get_if<std::string>(&value)) {
            text->empty() ? feature.SetFieldNull(field) : feature.SetField(field, text->c_str());
        } else if (const auto* real = std::get_if<double>(&value)) {
            feature.SetField(field, *real);
        } else if (const auto* integer = std::get_if<int>(&value)) {
            feature.SetField(field, *integer);
        } else if (const auto* flag = std::get_if<bool>(&value)) {
            feature.SetField(field, *flag ? 1 : 0);
        } else {
            feature.SetFieldNull(field);
        }
    }

    [[noreturn]] static void fail() {
        throw core::Error(core::Fault::failed,
                          fmt::format("cannot write the GeoPackage: {}", CPLGetLastErrorMsg()));
    }

    OGRLayer* layer_ = nullptr;
};

Value number(const std::optional<double>& value) {
    return value ? Value(*value) : Value();
}

class Writer {
  public:
    Writer(GDALDataset& dataset, const PlanExport& source) : dataset_(dataset), source_(source) {}

    void write() {
        write_levels();
        write_units();
        write_openings();
        write_connectors();
        write_areas("fixture", plan().fixtures);
        write_areas("section", plan().sections);
        write_kiosks();
        write_amenities();
        write_walls();
    }

  private:
    const plan::Plan& plan() const { return source_.plan; }

    // What every table begins with.
    std::vector<Field> fields(std::vector<Field> own) const {
        std::vector<Field> all{
            {"id", OFTString}, {"source_id", OFTString}, {"name", OFTString}, {"level", OFTString}};
        all.insert(all.end(), own.begin(), own.end());
        return all;
    }

    std::vector<Value> values(const plan::Feature& feature, const std::string& level,
                              std::vector<Value> own) const {
        std::vector<Value> all{core::to_string(feature.id), feature.source_id,
                               core::pick_name(feature.name, source_.mall.locales), level};
        all.insert(all.end(), own.begin(), own.end());
        return all;
    }

    std::string label(plan::LevelIndex level) const { return plan::level_label(plan(), level); }

    void write_levels() {
        Table table(dataset_, "level", wkbMultiPolygon,
                    fields({{"ordinal", OFTInteger}, {"elevation_m", OFTReal}, {"is_outdoor", OFTInteger}}));
        for (plan::LevelIndex i = 0; i < plan().levels.size(); ++i) {
            const plan::Level& level = plan().levels[i];
            table.add(ogr::to_ogr(level.outline),
                      values(level, label(i), {level.ordinal, number(level.elevation_m), level.outdoor}));
        }
    }

    void write_units() {
        Table table(dataset_, "unit", wkbMultiPolygon,
                    fields({{"category", OFTString}, {"ref", OFTString}, {"restriction", OFTString}}));
        for (const auto& unit : plan().units) {
            table.add(ogr::to_ogr(unit.geometry),
                      values(unit, label(unit.level), {unit.category, unit.ref, unit.restriction}));
        }
    }

    void write_openings() {
        Table table(dataset_, "opening", wkbMultiLineString,
                    fields({{"category", OFTString},
                            {"width_m", OFTReal},
                            {"is_accessible", OFTInteger},
                            {"is_one_way", OFTInteger},
                            {"is_inferred", OFTInteger}}));
        for (const auto& opening : plan().openings) {
            table.add(ogr::to_ogr(core::MultiLineString{opening.geometry}),
                      values(opening, label(opening.level),
                             {opening.category, number(opening.width_m), opening.accessible, opening.one_way,
                              opening.inferred}));
        }
    }

    void write_connectors() {
        Table table(dataset_, "connector", wkbPoint,
                    fields({{"category", OFTString},
                            {"direction", OFTString},
                            {"is_accessible", OFTInteger},
                            {"wait_s", OFTReal},
                            {"is_inferred", OFTInteger},
                            {"unit_id", OFTString}}));
        for (const auto& connector : plan().connectors) {
            const char* direction = connector.direction == plan::Direction::both ? "both"
                                    : connector.direction == plan::Direction::up ? "up"
                                                                                 : "down";
            for (const auto& stop : connector.stops) {
                const std::string unit =
                    stop.unit ? core::to_string(plan().units.at(*stop.unit).id) : std::string();
                table.add(ogr::to_ogr(stop.point),
                          values(connector, label(stop.level),
                                 {connector.category, std::string(direction), connector.accessible,
                                  number(connector.wait_s), connector.inferred, unit}));
            }
        }
    }

    template <typename F>
    void write_areas(const char* name, const std::vector<F>& features) {
        Table table(dataset_, name, wkbMultiPolygon, fields({{"category", OFTString}}));
        for (const F& feature : features) {
            table.add(ogr::to_ogr(feature.geometry),
                      values(feature, label(feature.level), {feature.category}));
        }
    }

    void write_kiosks() {
        Table table(dataset_, "kiosk", wkbMultiPolygon, fields({}));
        for (const auto& kiosk : plan().kiosks)
            table.add(ogr::to_ogr(kiosk.geometry), values(kiosk, label(kiosk.level), {}));
    }

    void write_amenities() {
        Table table(dataset_, "amenity", wkbPoint, fields({{"category", OFTString}}));
        for (const auto& amenity : plan().amenities)
            table.add(ogr::to_ogr(amenity.point), values(amenity, label(amenity.level), {amenity.category}));
    }

    void write_walls() {
        Table table(dataset_, "wall", wkbMultiLineString, fields({}));
        for (const auto& wall : plan().walls)
            table.add(ogr::to_ogr(wall.lines), values(wall, label(wall.level), {}));
    }

    GDALDataset& dataset_;
    const PlanExport& source_;
};

// GeoPackages are stamped with the time of their making unless GDAL is told another.
class FixedDate {
  public:
    explicit FixedDate(core::Instant instant) {
        CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", core::format_instant(instant).c_str());
    }
    ~FixedDate() { CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", nullptr); }
    FixedDate(const FixedDate&) = delete;
    FixedDate& operator=(const FixedDate&) = delete;
};

}  // namespace

std::string write(const PlanExport& source) {
    const FixedDate date(source.committed_at);
    return ogr::write_dataset("GPKG", source.mall.slug + ".gpkg", {"ADD_GPKG_OGR_CONTENTS=NO"},
                              [&](GDALDataset& dataset) { Writer(dataset, source).write(); });
}

}  // namespace mallctl::exporters::gpkg
