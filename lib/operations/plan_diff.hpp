// Two versions of a mall, compared: their floor plans, and the rows of their catalogs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/change.hpp"
#include "db/session.hpp"
#include "db/version_repository.hpp"
#include "operations/catalog_changes.hpp"
#include "plan/diff.hpp"

namespace mallctl::operations {

struct PlanDiff {
    db::Version from;
    db::Version to;
    std::vector<plan::FeatureChange> changes;
    core::ChangeSummary changed;  // of the plan, by kind
};

// What tells version `from` from version `to`, or from the newest one: features of the floor plan, of which a
// version before the first import has none, and, through `on_change`, rows of the catalog. `to` may be the
// earlier one. Throws core::Error(failed) for an unknown mall or version, and for versions of before the
// audit log between which the catalog changed.
PlanDiff diff_versions(db::Session& session, const std::string& mall, std::int64_t from,
                       const std::optional<std::int64_t>& to, const OnCatalogChange& on_change);

}  // namespace mallctl::operations
