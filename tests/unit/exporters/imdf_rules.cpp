#include "tests/unit/exporters/imdf_rules.hpp"

#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "core/uuid.hpp"
#include "importers/archive/archive.hpp"
#include "plan/categories.hpp"

namespace mallctl::test {

namespace {

using nlohmann::json;

struct Rule {
    std::set<std::string> geometries;         // types, "null" for none
    std::vector<std::string> required;        // not null
    std::map<std::string, std::string> one;   // reference property -> feature type
    std::map<std::string, std::string> many;  // list of references -> feature type
};

const std::map<std::string, Rule>& rules() {
    static const std::set<std::string> area{"Polygon", "MultiPolygon"};
    static const std::map<std::string, Rule> all{
        {"address", {{"null"}, {"address", "locality", "country"}, {}, {}}},
        {"venue",
         {area, {"category", "name", "display_point", "address_id"}, {{"address_id", "address"}}, {}}},
        {"building", {{"null"}, {"category"}, {}, {}}},
        {"footprint", {area, {"category", "building_ids"}, {}, {{"building_ids", "building"}}}},
        {"level",
         {area,
          {"category", "outdoor", "ordinal", "name", "short_name"},
          {},
          {{"building_ids", "building"}}}},
        {"unit", {area, {"category", "level_id"}, {{"level_id", "level"}}, {}}},
        {"opening", {{"LineString"}, {"category", "level_id"}, {{"level_id", "level"}}, {}}},
        {"fixture", {area, {"category", "level_id"}, {{"level_id", "level"}}, {}}},
        {"section", {area, {"category", "level_id"}, {{"level_id", "level"}}, {}}},
        {"kiosk", {area, {"level_id"}, {{"level_id", "level"}}, {}}},
        {"amenity", {{"Point"}, {"category", "unit_ids"}, {}, {{"unit_ids", "unit"}}}},
        {"anchor", {{"Point"}, {"unit_id"}, {{"unit_id", "unit"}}, {}}},
        {"occupant", {{"null"}, {"name", "category", "anchor_id"}, {{"anchor_id", "anchor"}}, {}}},
        {"relationship", {{"null"}, {"category", "direction", "origin", "destination"}, {}, {}}}};
    return all;
}

class Validator {
  public:
    std::vector<std::string> run(const std::filesystem::path& path) {
        const auto contents = importers::archive::read_archive(path, [](const std::string&) { return true; });
        for (const auto& file : contents.files) {
            const std::string name = file.path.filename().string();
            if (name == "manifest.json") {
                check_manifest(json::parse(file.text));
            } else if (name != "mallctl.geojson") {
                collect(file.path.stem().string(), json::parse(file.text));
            }
        }
        if (!has_manifest_) fault("no manifest.json");
        for (const char* once : {"venue", "address"}) {
            if (features_[once].size() != 1) fault(std::string("not one ") + once);
        }
        for (const auto& [type, features] : features_) {
            for (const json& feature : features) check(type, feature);
        }
        return faults_;
    }

  private:
    void fault(const std::string& text) { faults_.push_back(text); }

    void check_manifest(const json& manifest) {
        has_manifest_ = true;
        if (manifest.value("version", "") != "1.0.0") fault("manifest: version");
        if (!std::regex_match(manifest.value("created", ""),
                              std::regex(R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)")))
            fault("manifest: created");
        if (!manifest.contains("language")) fault("manifest: language");
        for (const auto& extension : manifest.value("extensions", json::array())) {
            if (!std::regex_match(extension.get<std::string>(),
                                  std::regex(R"(imdf:extension:\w+:\w+#\d+\.\d+\.\d+)")))
                fault("manifest: extension");
        }
    }

    void collect(const std::string& type, const json& file) {
        if (file.value("type", "") != "FeatureCollection") fault(type + ": no FeatureCollection");
        if (!rules().contains(type)) fault(type + " is no feature type of IMDF");
        for (const json& feature : file.at("features")) {
            const std::string id = feature.value("id", "");
            if (!core::parse_uuid(id)) fault(type + ": id \"" + id + "\" is no UUID");
            if (!types_.emplace(id, type).second) fault(type + " " + id + ": id used twice");
            features_[type].push_back(feature);
        }
    }

    void check(const std::string& type, const json& feature) {
        const Rule& rule = rules().at(type);
        const std::string label = type + " " + feature.value("id", "");
        if (feature.value("type", "") != "Feature") fault(label + ": type");
        if (feature.value("feature_type", "") != type) fault(label + ": feature_type");
        const json& geometry = feature.at("geometry");
        if (!rule.geometries.contains(geometry.is_null() ? "null" : geometry.value("type", "")))
            fault(label + ": geometry");
        const json& properties = feature.at("properties");
        for (const std::string& name : rule.required) {
            if (!properties.contains(name) || properties.at(name).is_null()) fault(label + ": lacks " + name);
        }
        for (const auto& [name, target] : rule.one) check_reference(label, properties.at(name), target);
        for (const auto& [name, target] : rule.many) {
            if (properties.at(name).is_null()) continue;
            if (properties.at(name).empty()) fault(label + ": empty " + name);
            for (const json& id : properties.at(name)) check_reference(label, id, target);
        }
        for (const char* name : {"name", "alt_name", "short_name"}) check_labels(label, properties, name);
        if (type == "unit" && !plan::is_imdf_unit_category(properties.value("category", "")))
            fault(label + ": category " + properties.value("category", ""));
        if (type == "relationship") check_relationship(label, properties);
    }

    void check_reference(const std::string& label, const json& id, const std::string& target) {
        const auto found = types_.find(id.is_string() ? id.get<std::string>() : "");
        if (found == types_.end() || found->second != target) fault(label + ": refers to no " + target);
    }

    void check_labels(const std::string& label, const json& properties, const char* name) {
        if (!properties.contains(name) || properties.at(name).is_null()) return;
        static const std::regex bcp47("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");
        if (properties.at(name).empty()) fault(label + ": empty " + name);
        for (const auto& [language, text] : properties.at(name).items()) {
            if (!std::regex_match(language, bcp47)) fault(label + ": language \"" + language + "\"");
            if (!text.is_string() || text.get<std::string>().empty()) fault(label + ": empty label");
        }
    }

    void check_relationship(const std::string& label, const json& properties) {
        for (const char* role : {"origin", "destination"}) {
            const json& reference = properties.at(role);
            check_reference(label, reference.at("id"), reference.value("feature_type", ""));
        }
    }

    std::vector<std::string> faults_;
    std::map<std::string, std::vector<json>> features_;
    std::map<std::string, std::string> types_;  // by id
    bool has_manifest_ = false;
};

}  // namespace

std::vector<std::string> imdf_faults(const std::filesystem::path& archive) {
    return Validator().run(archive);
}

}  // namespace mallctl::test
