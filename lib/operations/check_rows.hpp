// What can be said of a mall's files without a database.
#pragma once

#include <map>
#include <string>

#include "catalog/manifest_reader.hpp"
#include "catalog/model.hpp"
#include "core/diagnostic.hpp"
#include "plan/model.hpp"

namespace mallctl::operations {

struct CheckedRows {
    bool has_mall = false;     // with a good mall document
    catalog::Catalog catalog;  // what good rows state of locations, tenants, stores and leases
    core::Diagnostics findings;
    std::map<std::string, core::SourcePosition> places;  // of those rows, by "store bakery"
};

// Reads all rows, which are taken for the whole mall. Beside the reader's findings: keys that are there twice
// (M004), fields that a new row needs (M010), references to rows that are not there (M005), leases that end
// before they begin (M003), and what the plan does not have (M011, a warning). Without a mall document the
// rows are only read: what they refer to is elsewhere. `plan` may be null. The memory it takes grows with the
// keys, and with the rows of those four kinds.
CheckedRows check_rows(catalog::ManifestReader& reader, const plan::Plan* plan);

}  // namespace mallctl::operations
