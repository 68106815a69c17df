// The catalog as JSON rows for set-based statements (jsonb_to_recordset), and how each kind is written.
#pragma once

#include <string>

#include "catalog/model.hpp"
#include "core/uuid.hpp"

namespace mallctl::db {

// How a kind is inserted or updated by slug. $1 is the mall, $2 the JSON array of rows; the statement answers
// one row for each one that it added (true) or changed (false).
struct CatalogKind {
    const char* name;
    const char* upsert;
};

extern const CatalogKind location_kind;
extern const CatalogKind tenant_kind;
extern const CatalogKind store_kind;
extern const CatalogKind lease_kind;

// One JSON object for one row. A nil id becomes UUIDv5 of mall, kind and slug.
std::string to_row(const core::Uuid& mall, const catalog::Location& location);
std::string to_row(const core::Uuid& mall, const catalog::Tenant& tenant);
std::string to_row(const core::Uuid& mall, const catalog::Store& store);
std::string to_row(const core::Uuid& mall, const catalog::Lease& lease);

// "[row,row]".
std::string to_array(const std::vector<std::string>& rows);

}  // namespace mallctl::db
