// What the YAML and CSV readers yield before any field is understood: rows of values, each with its place.
#pragma once

#include <string>
#include <vector>

#include "core/diagnostic.hpp"

namespace mallctl::catalog {

struct RawEntry;

struct RawValue {
    enum class Shape { null, text, list, map };

    Shape shape = Shape::null;
    std::string text;
    std::vector<RawValue> items;
    std::vector<RawEntry> entries;  // in the order of the file
    int line = 0;
    int column = 0;
    // A CSV cell: a list is written "a;b" in it.
    bool cell = false;
};

struct RawEntry {
    RawValue key;  // a text
    RawValue value;
};

struct RawField {
    std::string name;
    std::string locale;  // of the CSV column "name:de"
    RawValue value;
    int line = 0;  // of the key
    int column = 0;
};

struct RawRow {
    std::string kind;  // singular, known
    core::SourcePosition where;
    std::vector<RawField> fields;
};

}  // namespace mallctl::catalog
