#include "server/openapi/schemas.hpp"

#include <nlohmann/json.hpp>
#include <span>

#include "operations/public_rows.hpp"

namespace mallctl::server::openapi {

// Made of server/openapi/schemas by EmbedSchemas.cmake, ended by a null name.
extern const SchemaFile schema_files[];

namespace {

using Json = nlohmann::ordered_json;
using catalog::Field;
using catalog::FieldType;

bool is_list(const Field& field) {
    return field.type == FieldType::list || field.type == FieldType::locales ||
           field.type == FieldType::dates || field.type == FieldType::tiers ||
           field.type == FieldType::targets;
}

Json nullable(const char* type) {
    return {{"type", {type, "null"}}};
}

Json nullable_text(const char* format) {
    return {{"type", {"string", "null"}}, {"format", format}};
}

Json or_null(Json schema) {
    return {{"anyOf", {std::move(schema), {{"type", "null"}}}}};
}

Json choice(const Field& field) {
    Json values = field.choices;
    values.push_back(nullptr);
    return {{"enum", std::move(values)}};
}

// "parking_zone" is "ParkingZone".
std::string schema_name(const std::string& kind) {
    std::string name;
    bool begins = true;
    for (const char c : kind) {
        if (c == '_') {
            begins = true;
        } else {
            name += begins ? static_cast<char>(c - 'a' + 'A') : c;
            begins = false;
        }
    }
    return name;
}

// The key is always there; what else is depends on `fields`, and on the writer.
Json object_schema(const std::string& doc, const std::vector<Field>& fields) {
    Json properties = Json::object();
    for (const Field& field : fields) {
        if (field.shorthand) continue;
        Json described{{"description", field.doc}};
        described.update(&field == &fields.front() ? Json{{"type", "string"}} : value_schema(field));
        properties[field.name] = std::move(described);
    }
    return {{"type", "object"},
            {"description", doc},
            {"properties", std::move(properties)},
            {"required", {fields.front().name}},
            {"additionalProperties", false}};
}

Json page_schema(const std::string& member, const std::string& item, bool has_total) {
    Json properties = Json::object();
    properties[member] = {{"type", "array"}, {"items", reference(item)}};
    if (has_total) properties["total"] = {{"type", "integer"}, {"description", "Of all pages."}};
    properties["next"] = {{"type", {"string", "null"}},
                          {"description", "The address of the next page; null on the last one."}};
    Json required = Json::array();
    for (const auto& [name, schema] : properties.items()) required.push_back(name);
    return {{"type", "object"},
            {"properties", std::move(properties)},
            {"required", std::move(required)},
            {"additionalProperties", false}};
}

void add_public_schemas(std::map<std::string, Json>& schemas) {
    for (const operations::PublicKind& kind : operations::public_kinds()) {
        const std::string name = "Public" + schema_name(kind.name);
        schemas[name] = object_schema(kind.doc, kind.fields);
        schemas[name + "List"] = page_schema(kind.plural, name, true);
    }
}

// Of rows as those who write them see them: "Store" (or, where that is taken, "StoreRow"), "StorePatch" and
// "StorePage".
void add_row_schemas(std::map<std::string, Json>& schemas) {
    for (const catalog::Kind& kind : catalog::kinds()) {
        const std::string name = schema_name(kind.name);
        Json row = object_schema(kind.doc, kind.fields);
        row["additionalProperties"] = true;  // what is told beside the fields is read and left out
        Json patch = row;
        patch.erase("required");
        // "Mall" is what shoppers read.
        schemas.try_emplace(schemas.contains(name) ? name + "Row" : name, std::move(row));
        schemas[name + "Patch"] = std::move(patch);
        schemas[name + "Page"] = page_schema("rows", name, false);
    }
}

}  // namespace

Json value_schema(const Field& field) {
    if (is_list(field)) return {{"type", "array"}, {"items", {{"type", "string"}}}};
    switch (field.type) {
        case FieldType::names:
            return reference("Names");
        case FieldType::choice:
            return choice(field);
        case FieldType::longitude:
        case FieldType::latitude:
        case FieldType::heading:
        case FieldType::percent:
        case FieldType::number:
            return nullable("number");
        case FieldType::integer:
            return nullable("integer");
        case FieldType::flag:
            return nullable("boolean");
        case FieldType::time:
            return nullable_text("date-time");
        case FieldType::date:
            return nullable_text("date");
        case FieldType::url:
            return nullable_text("uri");
        case FieldType::email:
            return nullable_text("email");
        case FieldType::money:
            return or_null(reference("Money"));
        case FieldType::point:
            return reference("Position");
        case FieldType::area: {
            const Json ring{{"type", "array"}, {"items", reference("Position")}};
            const Json polygon{{"type", "array"}, {"items", ring}};
            return {{"type", {"array", "null"}}, {"items", polygon}};
        }
        default:
            return nullable("string");
    }
}

Json reference(std::string_view name) {
    return {{"$ref", "#/components/schemas/" + std::string(name)}};
}

std::map<std::string, Json> all_schemas() {
    std::map<std::string, Json> schemas;
    for (const SchemaFile* file = schema_files; file->name != nullptr; ++file)
        schemas[file->name] = Json::parse(file->text);
    add_public_schemas(schemas);
    add_row_schemas(schemas);
    return schemas;
}

}  // namespace mallctl::server::openapi
