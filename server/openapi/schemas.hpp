// The schemas of the API's answers and bodies by name: the files of server/openapi/schemas, and those that
// follow from the declaration of kinds.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "catalog/fields.hpp"

namespace mallctl::server::openapi {

// To one of all_schemas().
nlohmann::ordered_json reference(std::string_view name);

// JSON Schema (draft 2020-12); references are to "#/components/schemas/NAME".
std::map<std::string, nlohmann::ordered_json> all_schemas();

// Of what operations::value_json makes of the field.
nlohmann::ordered_json value_schema(const catalog::Field& field);

// A file as it is compiled in.
struct SchemaFile {
    const char* name;  // "WalkIn"
    const char* text;
};

}  // namespace mallctl::server::openapi
