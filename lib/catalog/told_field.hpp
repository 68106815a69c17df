// Fields that listings tell beside those of a manifest.
#pragma once

#include "catalog/fields.hpp"

namespace mallctl::catalog {

inline Field told(const char* name, FieldType type, const char* doc) {
    Field field;
    field.name = name;
    field.type = type;
    field.doc = doc;
    return field;
}

}  // namespace mallctl::catalog
