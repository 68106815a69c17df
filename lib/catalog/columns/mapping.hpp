// How a table with headings of its own becomes rows of a kind.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/columns/transform.hpp"
#include "catalog/fields.hpp"
#include "core/diagnostic.hpp"

namespace mallctl::catalog::columns {

// A heading of the table, and where the mapping names it first.
struct ColumnName {
    std::string name;
    core::SourcePosition where;
};

// Where a value comes from: columns and constant texts put together, then the steps in their order.
struct ValueRecipe {
    struct Piece {
        std::optional<std::size_t> column;  // index into ColumnMapping::columns
        std::string text;                   // where it is no column
    };

    std::vector<Piece> pieces;
    std::vector<Transform> steps;
};

struct FieldRule {
    const Field* field = nullptr;
    std::string locale;  // of "name:en"
    ValueRecipe value;
    std::optional<ValueRecipe> level;  // each value becomes VALUE@LEVEL
};

// Rows with a value in the column that one of the patterns (core::glob_matches) matches are left out.
struct SkipRule {
    std::size_t column = 0;
    std::vector<std::string> patterns;
};

struct ColumnMapping {
    const Kind* kind = nullptr;
    std::vector<ColumnName> columns;  // each name once
    std::vector<SkipRule> skip;
    std::vector<FieldRule> fields;
};

// Reads a mapping; its keys are those of mallctl-manifest(5), COLUMN MAPPINGS. `kind`: the name of a kind, of
// --kind; empty: the mapping's own. Throws core::Error(failed) when the file cannot be read,
// core::Error(usage) where the two kinds differ or there is none, and core::Error(rejected) with a finding,
// with line and column, for every fault: M002 unknown or repeated key, M003 bad value, M006 syntax, M008 no
// UTF-8, M009 over 1 MiB, M010 no rule for the kind's key.
ColumnMapping read_mapping(const std::filesystem::path& file, std::string_view kind);

// The same from text; `name` is that of the file in findings.
ColumnMapping parse_mapping(const std::string& text, const std::string& name, std::string_view kind);

}  // namespace mallctl::catalog::columns
