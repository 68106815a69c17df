#include "importers/inspect/files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "importers/features/feature.hpp"
#include "importers/osm/levels.hpp"
#include "importers/osm/osm.hpp"

namespace mallctl::importers::inspect {

namespace {

std::vector<LayerContents> in_order(std::map<std::string, LayerContents> by_name) {
    std::vector<LayerContents> layers;
    for (auto& [name, layer] : by_name) {
        layer.name = name;
        layers.push_back(std::move(layer));
    }
    return layers;
}

// The years of the versions of AutoCAD's formats (en.wikipedia.org/wiki/AutoCAD_DXF, "Versions").
std::string with_year(const std::string& version) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 9> years{{{"AC1009", "R12"},
                                                                                  {"AC1012", "R13"},
                                                                                  {"AC1014", "R14"},
                                                                                  {"AC1015", "2000"},
                                                                                  {"AC1018", "2004"},
                                                                                  {"AC1021", "2007"},
                                                                                  {"AC1024", "2010"},
                                                                                  {"AC1027", "2013"},
                                                                                  {"AC1032", "2018"}}};
    for (const auto& [known, year] : years) {
        if (version == known) return fmt::format("{} ({})", version, year);
    }
    return version.empty() ? "not stated" : version;
}

std::string units_of(const drawing::Survey& survey) {
    if (!survey.metres_per_unit) return "not stated";
    constexpr std::array<std::pair<double, std::string_view>, 5> names{
        {{0.001, "mm"}, {0.01, "cm"}, {1, "m"}, {0.0254, "in"}, {0.3048, "ft"}}};
    for (const auto& [metres, name] : names) {
        if (*survey.metres_per_unit == metres) return std::string(name);
    }
    return fmt::format("{} m", *survey.metres_per_unit);
}

// Of a drawing whose reader does not tell.
const char* type_of(const drawing::Entity& entity) {
    if (!entity.block.empty()) return "INSERT";
    if (!entity.text.empty()) return "TEXT";
    if (!entity.areas.empty()) return "HATCH";
    return entity.lines.empty() ? "POINT" : "LINE";
}

std::string layer_of(const features::Feature& feature) {
    if (!feature.type.empty()) return feature.type;
    for (const char* key : {"class", "layer", "indoor"}) {
        if (const auto value = feature.properties.text(key)) return *value;
    }
    const auto categories = feature.properties.texts("category");
    return categories.size() == 1 ? categories.front() : "(no class)";
}

}  // namespace

FileContents of_drawing(const std::string& label, const drawing::Drawing& drawing) {
    FileContents contents;
    contents.file = label;
    contents.format = drawing.format;
    const drawing::Survey& survey = drawing.survey;
    contents.facts = {{"version", with_year(survey.version)},
                      {"units", units_of(survey)},
                      {"encoding", survey.is_utf8() ? "UTF-8" : "code page"}};
    if (survey.georeference) contents.facts.emplace_back("crs", survey.georeference->crs);
    std::map<std::string, LayerContents> layers;
    for (const auto& [place, count] : survey.by_layer_and_type)
        layers[place.first].types[place.second] += count;
    const bool counted = !survey.by_layer_and_type.empty();
    for (const drawing::Entity& entity : drawing.entities) {
        if (entity.in_paper_space) continue;
        LayerContents& layer = layers[entity.layer];
        if (!counted) ++layer.types[type_of(entity)];
        for (const core::Point& point : entity.all_points()) layer.add(point);
        // The text of a hatch is the name of its pattern.
        if (entity.lines.empty() && entity.areas.empty()) layer.add_text(entity.text);
    }
    for (auto& [name, layer] : layers) layer.hidden = survey.hidden_layers.contains(name);
    contents.layers = in_order(std::move(layers));
    for (const auto& [handle, insert] : survey.inserts) ++contents.blocks[insert.block];
    return contents;
}

FileContents of_dwg(const std::string& label, const std::string& beginning, const std::string& advice) {
    FileContents contents;
    contents.file = label;
    contents.format = "dwg";
    contents.facts = {{"version", with_year(beginning.substr(0, 6))}, {"layers", "not read: " + advice}};
    return contents;
}

FileContents of_json(SourceFile file) {
    FileContents contents;
    contents.file = file.label;
    contents.format = "json";
    features::Collection collection(std::move(file));
    if (!collection.is_geojson()) return contents;
    contents.format = "geojson";
    // Coordinates of any system: taken as they come past, as those that are no degrees are no features.
    std::vector<core::Point> points;
    collection.open([&](core::Point point) {
        points.push_back(point);
        return core::Point{};
    });
    core::Diagnostics ignored;
    std::map<std::string, LayerContents> layers;
    std::map<std::string, std::set<std::string>> columns;
    for (std::size_t i = 0; i < collection.size(); ++i) {
        points.clear();
        const features::Feature feature = collection.read(i, ignored);
        const std::string name = layer_of(feature);
        LayerContents& layer = layers[name];
        if (!feature.type.empty()) contents.format = "imdf";
        ++layer.types[feature.geometry_type.empty() ? "none" : feature.geometry_type];
        for (const core::Point& point : points) layer.add(point);
        for (const std::string& key : feature.properties.keys()) columns[name].insert(key);
        layer.add_text(core::pick_name(feature.properties.names("name")));
        if (const auto ref = feature.properties.text("ref")) layer.add_text(*ref);
    }
    for (auto& [name, layer] : layers) layer.columns.assign(columns[name].begin(), columns[name].end());
    contents.facts = {{"features", std::to_string(collection.size())}, {"encoding", "UTF-8"}};
    contents.layers = in_order(std::move(layers));
    return contents;
}

FileContents of_osm(const SourceFile& file, bool pbf) {
    FileContents contents;
    contents.file = file.label;
    contents.format = "osm";
    std::map<std::string, LayerContents> layers;
    std::set<double> levels;
    for (const osm::Element& element : osm::read_elements(file, pbf)) {
        std::string name = "other";
        for (const char* key :
             {"indoor", "door", "entrance", "highway", "shop", "amenity", "building", "railway"}) {
            if (element.tag(key).empty()) continue;
            name = fmt::format("{}={}", key, element.tag(key));
            break;
        }
        LayerContents& layer = layers[name];
        ++layer.types[element.id.substr(0, element.id.find('/'))];
        for (const core::Point& point : element.line) layer.add(point);
        for (const core::Polygon& polygon : element.area) {
            for (const core::Ring& ring : polygon.rings) {
                for (const core::Point& point : ring) layer.add(point);
            }
        }
        layer.add_text(element.tag("name"));
        if (const auto some = osm::parse_levels(element.tag("level")))
            levels.insert(some->begin(), some->end());
    }
    std::string floors;
    for (const double level : levels) floors += (floors.empty() ? "" : " ") + osm::level_text(level);
    contents.facts = {
        {"crs", "EPSG:4326"}, {"encoding", "UTF-8"}, {"levels", floors.empty() ? "none" : floors}};
    contents.layers = in_order(std::move(layers));
    return contents;
}

FileContents of_table(ogr::Format format, const ogr::Table& table) {
    FileContents contents;
    contents.file = table.file.label;
    contents.format = ogr::to_string(format);
    contents.layers = ogr::list_layers(format, table);
    return contents;
}

}  // namespace mallctl::importers::inspect
