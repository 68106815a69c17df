// A manifest laid over what a mall holds: the rows as they are to be, and everything that forbids them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "catalog/manifest.hpp"
#include "catalog/model.hpp"
#include "plan/model.hpp"

namespace mallctl::operations {

// What is stored of a mall before a change.
struct StoredMall {
    std::optional<catalog::Mall> mall;  // nothing: it is to be created
    catalog::Catalog catalog;
    std::optional<plan::Plan> plan;  // the current one
};

struct ChangeSet {
    std::optional<catalog::Mall> mall;  // whole, when the manifest says anything about it
    catalog::Catalog catalog;           // the rows that the manifest states, whole
    core::Diagnostics findings;         // of the manifest and of the merge
};

// Merges every row of the manifest with the stored row of its slug and checks the result: fields that a new
// row lacks (M010), references to rows that neither the manifest nor the mall has (M005), lease dates and
// amounts (M003), a change of currency under rents that stay as they are (M003), and, as warnings (M011),
// units and levels that the current plan does not have. A mall that is to be created needs the manifest's
// mall document.
ChangeSet make_change_set(catalog::Manifest manifest, const StoredMall& stored);

// Gives findings that name a row as "KIND SLUG" (those of the database) the place where the manifest states
// the row.
void place_findings(core::Diagnostics& findings, const catalog::Manifest& manifest);

}  // namespace mallctl::operations
