// The rows of a manifest that is held whole, as a stream of rows.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "catalog/manifest.hpp"
#include "catalog/row.hpp"

namespace mallctl::operations {

struct ManifestRows {
    std::function<void(const catalog::Row&)> on_row;
    // A row that has a fault: its kind and key.
    std::function<void(const std::string&, const std::string&)> on_refused;
};

// Hands out every row of the manifest's kinds that have a table, the mall first, then the others in their
// order. Amounts must be settled. Returns the names of the files that Row::file counts.
std::vector<std::string> read_rows(const catalog::Manifest& manifest, const ManifestRows& to);

// Adds a row of kind unit, which is an edit of the floor plan.
void add_unit_edit(catalog::Manifest& to, const catalog::Row& row, const std::vector<std::string>& files);

}  // namespace mallctl::operations
