#include "catalog/json_schema.hpp"

#include <nlohmann/json.hpp>

#include "catalog/reader/headings.hpp"

namespace mallctl::catalog {

namespace {

using Json = nlohmann::ordered_json;

const char* const slug_pattern = "^[a-z0-9][a-z0-9_-]{0,62}$";
const char* const date_pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
const char* const locale_pattern = "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$";

constexpr int most_dates = 1000;

Json pattern(const char* regex) {
    return {{"type", "string"}, {"pattern", regex}};
}

Json number(int least, int most) {
    return {{"type", "number"}, {"minimum", least}, {"maximum", most}};
}

Json array_of(Json items, int most) {
    return {{"type", "array"}, {"items", std::move(items)}, {"maxItems", most}};
}

Json any_of(std::initializer_list<Json> choices) {
    return {{"anyOf", Json::array_t(choices)}};
}

Json text(std::size_t longest) {
    return {{"type", {"string", "number"}}, {"maxLength", longest}};
}

Json names(const Field& field) {
    const Json one{{"type", {"string", "null"}}, {"maxLength", field.longest}};
    const Json map{
        {"type", "object"}, {"propertyNames", {{"pattern", locale_pattern}}}, {"additionalProperties", one}};
    return any_of({text(field.longest), map});
}

// A text is a list of one.
Json list(const Field& field) {
    Json items = array_of(text(field.longest), 100);
    if (field.fewest < 2) return any_of({text(field.longest), std::move(items)});
    items["minItems"] = field.fewest;
    return items;
}

Json target(const Field& field) {
    std::string kinds;
    for (const auto& kind : field.choices) kinds += (kinds.empty() ? "" : "|") + kind;
    return {{"type", "string"}, {"pattern", "^(" + kinds + "):[a-z0-9][a-z0-9_-]{0,62}$"}};
}

Json area() {
    const Json point{{"type", "array"}, {"items", {{"type", "number"}}}, {"minItems", 2}, {"maxItems", 2}};
    const Json ring{{"type", "array"}, {"items", point}, {"minItems", 4}};
    const Json polygon{{"type", "array"}, {"items", ring}, {"minItems", 1}};
    const Json polygons{{"type", "array"}, {"items", polygon}, {"minItems", 1}};
    const auto geometry = [](const char* type, const Json& coordinates) {
        return Json{{"type", "object"},
                    {"properties", {{"type", {{"const", type}}}, {"coordinates", coordinates}}},
                    {"required", {"type", "coordinates"}},
                    {"additionalProperties", false}};
    };
    return any_of({pattern("^(MULTI)?POLYGON *\\("), polygon, polygons, geometry("Polygon", polygon),
                   geometry("MultiPolygon", polygons)});
}

// A value of the field, if it is not null.
Json value_of(const Field& field) {
    switch (field.type) {
        case FieldType::slug:
        case FieldType::reference:
            return pattern(slug_pattern);
        case FieldType::names:
            return names(field);
        case FieldType::url: {
            Json url = pattern("^https?://[^ \"<>\\\\]+$");
            url["maxLength"] = field.longest;
            return url;
        }
        case FieldType::email:
            return {{"type", "string"}, {"format", "email"}, {"maxLength", field.longest}};
        case FieldType::time_zone:
        case FieldType::hours:
            return {{"type", "string"}, {"maxLength", field.longest}};
        case FieldType::currency:
            return pattern("^[A-Z]{3}$");
        case FieldType::choice:
            return {{"enum", field.choices}};
        case FieldType::list:
            return list(field);
        case FieldType::locales:
            return any_of({pattern(locale_pattern), array_of(pattern(locale_pattern), 100)});
        case FieldType::longitude:
            return number(-180, 180);
        case FieldType::latitude:
            return number(-90, 90);
        case FieldType::heading:
            return number(0, 360);
        case FieldType::percent:
            return number(0, 100);
        case FieldType::number:
            return {{"type", "number"}};
        case FieldType::integer:
            return {{"type", "integer"}, {"minimum", 0}};
        case FieldType::flag:
            return {{"type", "boolean"}};
        case FieldType::point: {
            Json point = array_of({{"type", "number"}}, 2);
            point["minItems"] = 2;
            return point;
        }
        case FieldType::date:
            return pattern(date_pattern);
        case FieldType::dates:
            return any_of({pattern(date_pattern), array_of(pattern(date_pattern), most_dates)});
        case FieldType::time:
            return pattern(
                "^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?"
                "(Z|[+-][0-9]{2}:[0-9]{2})?$");
        case FieldType::money:
            return any_of({{{"type", "number"}, {"minimum", 0}}, pattern("^[0-9]+(\\.[0-9]+)?$")});
        case FieldType::tiers: {
            const Json tier = pattern("^[0-9]+(\\.[0-9]+)?:[0-9]+(\\.[0-9]+)?$");
            return any_of({tier, array_of(tier, 100)});
        }
        case FieldType::audience:
            return pattern(
                "^(all|inside|near:[1-9][0-9]{0,4}m:[a-z0-9][a-z0-9_-]{0,62}|"
                "segment:[a-z0-9][a-z0-9_-]{0,62})$");
        case FieldType::target:
            return target(field);
        case FieldType::targets:
            return any_of({target(field), array_of(target(field), 100)});
        case FieldType::area:
            return area();
        case FieldType::text:
            return text(field.longest);
    }
    return text(field.longest);
}

// The same, or null, which clears the field.
Json or_null(Json schema) {
    if (schema.contains("anyOf")) {
        schema["anyOf"].push_back({{"type", "null"}});
    } else if (schema.contains("enum")) {
        schema["enum"].push_back(nullptr);
    } else if (schema["type"].is_array()) {
        schema["type"].push_back("null");
    } else {
        schema["type"] = Json::array({schema["type"], "null"});
    }
    return schema;
}

Json property(const Kind& kind, const Field& field) {
    const bool is_key = &field == &kind.fields.front();
    std::string doc = field.doc + ": " + describe(field.type);
    if (!field.target.empty()) doc += ", of kind " + field.target;
    if (field.required && !is_key) doc += "; a new row states it";
    Json property{{"description", doc}};
    property.update(field.required || is_key ? value_of(field) : or_null(value_of(field)));
    return property;
}

}  // namespace

std::string json_schema(const Kind& kind) {
    Json properties;
    properties["kind"] = {{"const", kind.name}};
    for (const auto& field : kind.fields) properties[field.name] = property(kind, field);
    if (can_be_renamed(kind)) {
        Json was = or_null(pattern(slug_pattern));
        was["description"] = "the slug before a renaming";
        properties["was"] = was;
    }
    for (const auto& told : kind.only_told) {
        if (!properties.contains(told)) properties[told] = {{"description", "read and left out"}};
    }
    const Json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                      {"title", kind.name},
                      {"description", kind.doc},
                      {"type", "object"},
                      {"properties", properties},
                      {"required", {kind.fields.front().name}},
                      {"additionalProperties", false}};
    return schema.dump(2) + "\n";
}

}  // namespace mallctl::catalog
