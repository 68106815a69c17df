#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <cmath>
#include <utility>

#include "core/error.hpp"
#include "core/utf8.hpp"
#include "importers/gdal/session.hpp"
#include "importers/osm/guard.hpp"
#include "importers/osm/hstore.hpp"
#include "importers/osm/osm.hpp"
#include "importers/refused.hpp"

namespace mallctl::importers::osm {

namespace {

constexpr std::size_t max_elements = 1'000'000;

// GDAL's own configuration makes lines of rings that say indoor=room, and drops tags: here every way is a
// line, every tag is kept, and what is an area is decided by our rules.
constexpr std::string_view configuration = R"(closed_ways_are_polygons=
attribute_name_laundering=no
[points]
osm_id=yes
all_tags=yes
unsignificant=
ignore=
[lines]
osm_id=yes
all_tags=yes
ignore=
[multipolygons]
osm_id=yes
all_tags=yes
ignore=
[multilinestrings]
osm_id=yes
all_tags=yes
ignore=
[other_relations]
osm_id=yes
all_tags=yes
ignore=
)";

std::string text_field(const OGRFeature& feature, const char* name) {
    const int index = feature.GetFieldIndex(name);
    if (index < 0 || feature.IsFieldSetAndNotNull(index) == 0) return {};
    return feature.GetFieldAsString(index);
}

class Points {
  public:
    explicit Points(const SourceFile& file) : file_(file) {}

    core::Point of(double x, double y) const {
        if (!std::isfinite(x) || !std::isfinite(y) || std::abs(x) > 180 || std::abs(y) > 90) {
            throw refused(file_.label, fmt::format("the point {}, {} is no place on Earth", x, y),
                          "download it again, or correct the node");
        }
        return {x, y};
    }

    core::LineString of(const OGRSimpleCurve& curve) const {
        core::LineString line;
        line.reserve(static_cast<std::size_t>(curve.getNumPoints()));
        for (int i = 0; i < curve.getNumPoints(); ++i) line.push_back(of(curve.getX(i), curve.getY(i)));
        return line;
    }

    core::MultiPolygon of(const OGRMultiPolygon& area) const {
        core::MultiPolygon polygons;
        for (const OGRPolygon* part : area) {
            core::Polygon polygon;
            for (const OGRLinearRing* ring : *part) polygon.rings.push_back(of(*ring));
            polygons.push_back(std::move(polygon));
        }
        return polygons;
    }

  private:
    const SourceFile& file_;
};

// Nothing for a feature without geometry, and for relations that are no areas.
std::optional<Element> element_of(const OGRFeature& feature, const SourceFile& file) {
    const OGRGeometry* geometry = feature.GetGeometryRef();
    if (geometry == nullptr || geometry->IsEmpty() != FALSE) return std::nullopt;
    Element element;
    element.where.file = file.label;
    const std::string tags = text_field(feature, "all_tags");
    if (!core::is_utf8(tags)) throw refused(file.label, "a tag is not UTF-8", "download it again");
    element.tags = parse_hstore(tags);
    const std::string id = text_field(feature, "osm_id");
    const Points points(file);
    switch (wkbFlatten(geometry->getGeometryType())) {
        case wkbPoint:
            element.id = "node/" + id;
            element.line = {points.of(geometry->toPoint()->getX(), geometry->toPoint()->getY())};
            return element;
        case wkbLineString:
            element.id = "way/" + id;
            set_way(element, points.of(*geometry->toLineString()));
            return element;
        case wkbMultiPolygon:
            element.id = "relation/" + id;
            element.shape = Shape::area;
            element.area = points.of(*geometry->toMultiPolygon());
            return element;
        default:
            return std::nullopt;
    }
}

// All elements, or what was read before `failures` got one.
std::vector<Element> read_all(const std::string& name, const std::string& configuration_file,
                              const SourceFile& file) {
    const char* const drivers[] = {"OSM", nullptr};
    const std::string option = "CONFIG_FILE=" + configuration_file;
    const char* const options[] = {option.c_str(), nullptr};
    const GDALDatasetUniquePtr dataset(
        GDALDataset::Open(name.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, options, nullptr));
    std::vector<Element> elements;
    if (dataset == nullptr) return elements;
    while (const OGRFeatureUniquePtr feature{dataset->GetNextFeature(nullptr, nullptr, nullptr, nullptr)}) {
        if (elements.size() == max_elements) {
            throw refused(file.label, fmt::format("it holds more than {} tagged elements", max_elements),
                          "cut out the mall: osmium extract -b LEFT,BOTTOM,RIGHT,TOP");
        }
        if (auto element = element_of(*feature, file)) elements.push_back(*std::move(element));
    }
    return elements;
}

}  // namespace

std::vector<Element> read_elements(const SourceFile& file, bool pbf) {
    std::string sorted;
    if (pbf) {
        check_pbf(file);
    } else {
        check_xml(file);
        sorted = in_order(file.text);
    }
    gdal::Failures failures;
    gdal::MemoryFolder folder;
    const std::string name = pbf ? folder.add("plan.osm.pbf", file.text) : folder.add("plan.osm", sorted);
    const std::string configuration_file = folder.add("osmconf.ini", configuration);
    RegisterOGROSM();
    // GDAL's own index of nodes is quick, and refuses ids that do not ascend or are negative, as editors give
    // them to what is not uploaded yet; the other is an SQLite table.
    for (const char* quick : {"YES", "NO"}) {
        failures.clear();
        const gdal::LocalOption indexing("OSM_USE_CUSTOM_INDEXING", quick);
        std::vector<Element> elements = read_all(name, configuration_file, file);
        if (failures.first().empty()) return elements;
    }
    throw refused(file.label, fmt::format("GDAL cannot read it as OpenStreetMap: {}", failures.first()),
                  "download it again, or write it anew with osmium cat");
}

}  // namespace mallctl::importers::osm
