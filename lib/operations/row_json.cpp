#include "operations/row_json.hpp"

#include <nlohmann/json.hpp>

#include "catalog/locale.hpp"

namespace mallctl::operations {

namespace {

using catalog::Field;
using catalog::FieldType;
using catalog::FieldValue;

bool is_list(const Field& field) {
    return field.type == FieldType::list || field.type == FieldType::locales ||
           field.type == FieldType::dates || field.type == FieldType::tiers ||
           field.type == FieldType::targets;
}

Json area_json(const core::MultiPolygon& area) {
    Json coordinates = Json::array();
    for (const auto& polygon : area) {
        Json rings = Json::array();
        for (const auto& ring : polygon.rings) {
            Json points = Json::array();
            for (const auto& point : ring) points.push_back({point.x, point.y});
            rings.push_back(std::move(points));
        }
        coordinates.push_back(std::move(rings));
    }
    return coordinates;
}

}  // namespace

Json field_json(const Field& field, const FieldValue& value, const std::string& currency) {
    if (field.type == FieldType::names) {
        Json json = Json::object();
        if (const auto* names = std::get_if<core::Names>(&value)) {
            for (const auto& [locale, name] : *names) json[catalog::locale_tag(locale)] = name;
        }
        return json;
    }
    if (is_list(field)) {
        const auto* texts = std::get_if<std::vector<std::string>>(&value);
        return texts == nullptr ? Json::array() : Json(*texts);
    }
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* number = std::get_if<double>(&value)) return *number;
    if (const auto* flag = std::get_if<bool>(&value)) return *flag;
    if (const auto* time = std::get_if<core::Instant>(&value)) return core::format_instant(*time);
    if (const auto* area = std::get_if<core::MultiPolygon>(&value)) return area_json(*area);
    const auto* integer = std::get_if<std::int64_t>(&value);
    if (integer == nullptr) return nullptr;
    if (field.type == FieldType::money) return {{"amount_minor", *integer}, {"currency", currency}};
    return *integer;
}

Json row_json(const std::vector<Field>& fields, const std::vector<FieldValue>& values,
              const std::string& currency) {
    Json json = Json::object();
    for (std::size_t i = 0; i < values.size(); ++i)
        json[fields[i].name] = field_json(fields[i], values[i], currency);
    return json;
}

}  // namespace mallctl::operations
