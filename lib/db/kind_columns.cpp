#include "db/kind_columns.hpp"

namespace mallctl::db {

using catalog::Field;
using catalog::FieldType;

std::string quoted(const std::string& identifier) {
    std::string text = "\"";
    for (const char c : identifier) text += c == '"' ? "\"\"" : std::string(1, c);
    return text + '"';
}

std::string table_of(const catalog::Kind& kind) {
    return "mallctl." + quoted(kind.name);
}

std::string column_of(const Field& field) {
    return field.type == FieldType::money ? field.name + "_minor" : field.name;
}

const char* sql_type_of(const Field& field) {
    switch (field.type) {
        case FieldType::names:
            return "jsonb";
        case FieldType::list:
        case FieldType::locales:
        case FieldType::dates:
        case FieldType::tiers:
        case FieldType::targets:
            return "text[]";
        case FieldType::integer:
        case FieldType::money:
            return "bigint";
        case FieldType::longitude:
        case FieldType::latitude:
        case FieldType::heading:
        case FieldType::number:
        case FieldType::percent:
            return "double precision";
        case FieldType::flag:
            return "boolean";
        case FieldType::date:
            return "date";
        case FieldType::time:
            return "timestamptz";
        case FieldType::point:
        case FieldType::area:
            return "geometry";
        default:
            return "text";
    }
}

const char* empty_value_of(const Field& field) {
    const std::string type = sql_type_of(field);
    if (type == "jsonb" || type == "text[]") return "'{}'";
    if (type == "boolean") return "false";
    return type == "text" && field.type != FieldType::reference ? "''" : "null";
}

std::vector<std::size_t> stored_fields(const catalog::Kind& kind) {
    std::vector<std::size_t> indices;
    for (std::size_t i = 0; i < kind.fields.size(); ++i) {
        if (!kind.fields[i].shorthand) indices.push_back(i);
    }
    return indices;
}

}  // namespace mallctl::db
