#include "importers/azure/azure_manifest.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>

#include "core/error.hpp"
#include "core/utf8.hpp"
#include "importers/azure/azure.hpp"

namespace mallctl::importers::azure {

namespace {

using mapping::LayerClass;
using nlohmann::json;

constexpr std::size_t max_bytes = std::size_t{16} << 20;
constexpr int max_depth = 64;

// Reads values of JSON objects; what is wrong is collected, so that one import shows every fault.
class ManifestReader {
  public:
    explicit ManifestReader(std::string file) : file_(std::move(file)) {}

    void fault(const char* code, const std::string& message, const std::string& advice = {}) {
        core::Diagnostic finding;
        finding.code = code;
        finding.severity = core::Severity::error;
        finding.message = message;
        finding.advice =
            advice.empty() ? "see the drawing package requirements of Azure Maps Creator" : advice;
        finding.where.file = file_;
        findings_.push_back(std::move(finding));
    }

    void throw_if_any() const {
        if (findings_.empty()) return;
        std::string message = fmt::format("{}: {}", file_, findings_.front().message);
        if (findings_.size() > 1) message += fmt::format(" (and {} more)", findings_.size() - 1);
        throw core::Error(core::Fault::rejected, message, findings_.front().advice, findings_);
    }

    static const json* find(const json& object, const char* key) {
        const auto* members = object.get_ptr<const json::object_t*>();
        if (members == nullptr) return nullptr;
        const auto found = members->find(key);
        return found == members->end() || found->second.is_null() ? nullptr : &found->second;
    }

    std::string text(const json& object, const char* key) {
        const json* value = find(object, key);
        if (value == nullptr) return {};
        if (!value->is_string()) {
            fault("P017", fmt::format("'{}' must be a text", key));
            return {};
        }
        return core::one_line(value->get_ref<const std::string&>());
    }

    std::string required_text(const json& object, const char* key, const std::string& of) {
        std::string value = text(object, key);
        if (value.empty()) fault("P017", fmt::format("{} has no '{}'", of, key));
        return value;
    }

    std::optional<bool> flag(const json& object, const char* key) {
        const json* value = find(object, key);
        if (value == nullptr) return std::nullopt;
        if (!value->is_boolean()) {
            fault("P017", fmt::format("'{}' must be true or false", key));
            return std::nullopt;
        }
        return value->get<bool>();
    }

    // Within [-limit, limit]; `required` when its absence is a fault.
    std::optional<double> number(const json& object, const char* key, double limit, bool required) {
        const json* value = find(object, key);
        if (value == nullptr) {
            if (required) fault("P017", fmt::format("'{}' is missing", key));
            return std::nullopt;
        }
        if (!value->is_number() || !(std::abs(value->get<double>()) <= limit)) {
            fault("P020", fmt::format("'{}' must be a number from {} to {}", key, -limit, limit),
                  "check that latitude and longitude are not swapped");
            return std::nullopt;
        }
        return value->get<double>();
    }

    // The objects of an array; an absent array is empty.
    std::vector<const json*> objects(const json& object, const char* key) {
        std::vector<const json*> found;
        const json* array = find(object, key);
        if (array == nullptr) return found;
        if (!array->is_array()) {
            fault("P017", fmt::format("'{}' must be a list", key));
            return found;
        }
        for (const json& element : *array) {
            if (element.is_object()) {
                found.push_back(&element);
            } else {
                fault("P017", fmt::format("'{}' must hold objects", key));
            }
        }
        return found;
    }

    std::vector<std::string> texts(const json& object, const char* key) {
        std::vector<std::string> found;
        const json* array = find(object, key);
        if (array == nullptr) return found;
        if (!array->is_array()) fault("P017", fmt::format("'{}' must be a list of layer names", key));
        for (const json& element : *array) {
            if (element.is_string()) found.push_back(core::one_line(element.get_ref<const std::string&>()));
        }
        return found;
    }

  private:
    std::string file_;
    core::Diagnostics findings_;
};

void add_layers(const std::vector<std::string>& layers, LayerClass layer_class, const std::string& category,
                mapping::Mapping& mapping, mapping::LabelText text = mapping::LabelText::both) {
    for (const std::string& layer : layers) {
        mapping::LayerRule rule;
        rule.glob = layer;
        rule.layer_class = layer_class;
        rule.category = category;
        rule.text = text;
        mapping.layers.push_back(std::move(rule));
    }
}

// Version 1.1: the classes have fixed names.
void read_layers_1(const json& document, ManifestReader& reader, mapping::Mapping& mapping) {
    const json* layers = ManifestReader::find(document, "dwgLayers");
    if (layers == nullptr) return reader.fault("P017", "'dwgLayers' is missing");
    constexpr std::pair<const char*, LayerClass> classes[] = {{"exterior", LayerClass::outline},
                                                              {"unit", LayerClass::unit},
                                                              {"wall", LayerClass::wall},
                                                              {"door", LayerClass::opening},
                                                              {"unitLabel", LayerClass::unit_label},
                                                              {"zone", LayerClass::section},
                                                              {"zoneLabel", LayerClass::section_label}};
    for (const auto& [key, layer_class] : classes)
        add_layers(reader.texts(*layers, key), layer_class, {}, mapping);
}

// Version 2.0: users name the classes. What a name means is told by the word in it, as the samples of the
// service use them.
void read_layers_2(const json& document, const json& levels, ManifestReader& reader,
                   mapping::Mapping& mapping) {
    add_layers(reader.texts(levels, "dwgLayers"), LayerClass::outline, {}, mapping);
    constexpr std::pair<std::string_view, LayerClass> words[] = {{"furniture", LayerClass::fixture},
                                                                 {"wall", LayerClass::wall},
                                                                 {"door", LayerClass::opening},
                                                                 {"opening", LayerClass::opening},
                                                                 {"zone", LayerClass::section},
                                                                 {"room", LayerClass::unit},
                                                                 {"unit", LayerClass::unit},
                                                                 {"space", LayerClass::unit},
                                                                 {"verticalpenetration", LayerClass::unit}};
    for (const json* feature_class : reader.objects(document, "featureClasses")) {
        const std::string name = reader.required_text(*feature_class, "featureClassName", "a feature class");
        const std::string lower = imdf_category(name);
        LayerClass layer_class = LayerClass::ignore;
        for (const auto& [word, meaning] : words) {
            if (lower.find(word) == std::string::npos) continue;
            layer_class = meaning;
            break;
        }
        // Labels first: a text layer may be listed for the feature itself too.
        for (const json* property : reader.objects(*feature_class, "featureClassProperties")) {
            const std::string key = reader.text(*property, "featureClassPropertyName");
            const bool is_name = key == "name" || key == "spaceName";
            if (layer_class == LayerClass::unit && is_name) {
                add_layers(reader.texts(*property, "dwgLayers"), LayerClass::unit_label, {}, mapping);
            } else {
                add_layers(reader.texts(*property, "dwgLayers"), LayerClass::ignore, {}, mapping);
            }
        }
        add_layers(
            reader.texts(*feature_class, "dwgLayers"), layer_class,
            layer_class == LayerClass::unit && lower != "room" && lower != "unit" ? lower : std::string{},
            mapping);
    }
}

void read_levels(const json& building_levels, ManifestReader& reader, AzureManifest& manifest) {
    std::set<int> ordinals;
    for (const json* level : reader.objects(building_levels, "levels")) {
        drawing::LevelSource source;
        const std::string name = reader.required_text(*level, "levelName", "a level");
        const std::string file = reader.required_text(*level, "filename", "level '" + name + "'");
        const json* ordinal = ManifestReader::find(*level, "ordinal");
        constexpr int most = 200;
        if (ordinal == nullptr || !ordinal->is_number_integer() || ordinal->get<std::int64_t>() < -most ||
            ordinal->get<std::int64_t>() > most) {
            reader.fault("P017",
                         fmt::format("level '{}' has no whole 'ordinal' from {} to {}", name, -most, most));
            continue;
        }
        source.spec.ordinal = ordinal->get<int>();
        if (!ordinals.insert(source.spec.ordinal).second) {
            reader.fault("P019", fmt::format("two levels have the ordinal {}", source.spec.ordinal));
        }
        constexpr std::size_t longest_short_name = 8;
        source.spec.short_name =
            name.size() <= longest_short_name ? name : std::to_string(source.spec.ordinal);
        source.spec.name[""] = name;
        source.spec.elevation_m = reader.number(*level, "heightAboveFacilityAnchor", 12000, false);
        source.parts.push_back({file, {}});
        manifest.levels.push_back(std::move(source));
    }
    if (manifest.levels.empty()) reader.fault("P017", "'buildingLevels' has no levels");
}

void read_georeference(const json& document, ManifestReader& reader, mapping::Mapping& mapping) {
    const json* georeference = ManifestReader::find(document, "georeference");
    if (georeference == nullptr) {
        return reader.fault("P017", "'georeference' is missing",
                            "add georeference with lat, lon and angle of the drawings' origin");
    }
    const auto lat = reader.number(*georeference, "lat", 90, true);
    const auto lon = reader.number(*georeference, "lon", 180, true);
    const auto angle = reader.number(*georeference, "angle", 360, false);
    if (lat && lon) mapping.georeference = mapping::AnchorReference{{*lon, *lat}, {0, 0}, angle.value_or(0)};
}

AzureUnit read_unit(const json& record, ManifestReader& reader) {
    AzureUnit unit;
    unit.name = reader.required_text(record, "unitName", "a record of unitProperties");
    unit.category = reader.text(record, "categoryName");
    const std::string vertical = reader.text(record, "verticalPenetrationCategory");
    if (!vertical.empty()) {
        unit.category = vertical;
        unit.direction = reader.text(record, "verticalPenetrationDirection");
    }
    unit.non_public = reader.flag(record, "nonPublic").value_or(false);
    unit.routable = reader.flag(record, "isRoutable").value_or(true);
    unit.open_area = reader.flag(record, "isOpenArea");
    for (const json* occupant : reader.objects(record, "occupants")) {
        unit.occupants.push_back({reader.text(*occupant, "name"), reader.text(*occupant, "hoursOfOperation"),
                                  reader.text(*occupant, "phone"), reader.text(*occupant, "website")});
    }
    return unit;
}

json parse_json(std::string_view text, ManifestReader& reader) {
    if (text.size() > max_bytes) reader.fault("P016", "the manifest is larger than 16 MiB");
    reader.throw_if_any();
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    bool too_deep = false;
    json document;
    try {
        document = json::parse(text, [&](int depth, json::parse_event_t, json&) {
            too_deep = too_deep || depth > max_depth;
            return !too_deep;
        });
    } catch (const json::exception& error) {
        reader.fault("P016", fmt::format("the manifest is not JSON: {}", core::one_line(error.what())),
                     "correct the syntax at that place");
    }
    if (too_deep) reader.fault("P016", "the manifest is nested deeper than 64 levels");
    reader.throw_if_any();
    if (!document.is_object()) reader.fault("P016", "the manifest is not a JSON object");
    reader.throw_if_any();
    return document;
}

}  // namespace

AzureManifest parse_azure_manifest(std::string_view text, const std::filesystem::path& file) {
    ManifestReader reader(file.string());
    const json document = parse_json(text, reader);
    const json* version = ManifestReader::find(document, "version");
    std::string number;
    if (version != nullptr) number = version->is_string() ? version->get<std::string>() : version->dump();
    if (!number.starts_with("1.") && number != "1" && !number.starts_with("2.") && number != "2") {
        reader.fault("P017", fmt::format("'version' is '{}', neither 1.1 nor 2.0",
                                         core::one_line(number.substr(0, 40))));
    }
    AzureManifest manifest;
    manifest.mapping.file = file;
    const json* levels = ManifestReader::find(document, "buildingLevels");
    if (levels == nullptr) {
        reader.fault("P017", "'buildingLevels' is missing");
    } else {
        read_levels(*levels, reader, manifest);
        if (number.starts_with('2')) {
            read_layers_2(document, *levels, reader, manifest.mapping);
        } else {
            read_layers_1(document, reader, manifest.mapping);
        }
    }
    read_georeference(document, reader, manifest.mapping);
    std::string name = reader.text(document, "facilityName");
    if (const json* directory = ManifestReader::find(document, "directoryInfo"))
        name = reader.text(*directory, "name");
    if (!name.empty()) manifest.mapping.building[""] = name;
    for (const json* record : reader.objects(document, "unitProperties"))
        manifest.units.push_back(read_unit(*record, reader));
    for (const json* record : reader.objects(document, "zoneProperties")) {
        manifest.zones.push_back({reader.required_text(*record, "zoneName", "a record of zoneProperties"),
                                  reader.text(*record, "categoryName")});
    }
    reader.throw_if_any();
    return manifest;
}

bool looks_like_azure_manifest(std::string_view text) {
    if (text.size() > max_bytes) return false;
    const json document = json::parse(text, nullptr, false);
    return document.is_object() && document.contains("version") && document.contains("buildingLevels");
}

}  // namespace mallctl::importers::azure
