// What a write does to rows of the catalog, told field by field as manifests write values.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "db/catalog_changes.hpp"
#include "db/session.hpp"

namespace mallctl::operations {

struct FieldChange {
    std::string field;   // "price", "name:de"
    std::string before;  // empty: was, or is, empty
    std::string after;
};

struct CatalogChange {
    enum class What { added, updated, removed };

    What what = What::updated;
    std::string kind;
    std::string slug;
    std::vector<FieldChange> fields;  // that differ; of a row that is new or gone, all that are not empty
};

// "added", "updated" or "removed".
const char* to_string(CatalogChange::What what);

using OnCatalogChange = std::function<void(const CatalogChange&)>;
using OnRowChange = std::function<void(const db::RowChange&)>;

// The images of a row as fields; amounts are of `currency` (ISO 4217).
CatalogChange describe(const db::RowChange& change, const std::string& currency);

// Calls `on_change` for every row that tells version `from` from version `to` (db::for_each_change), by kind
// and slug, and, where `to` follows `from`, for every unit of the floor plan that it edits by hand. In a
// transaction that writes, after record_version(), `to` may be its version. `on_row` gets the same as
// images. Either may be empty.
void tell_changes(db::Transaction& transaction, std::int64_t from, std::int64_t to,
                  const OnCatalogChange& on_change, const OnRowChange& on_row = {});

}  // namespace mallctl::operations
