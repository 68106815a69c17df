// The floor plans of two versions of a mall, compared.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/change.hpp"
#include "db/session.hpp"
#include "db/version_repository.hpp"
#include "plan/diff.hpp"

namespace mallctl::operations {

struct PlanDiff {
    db::Version from;
    db::Version to;
    std::vector<plan::FeatureChange> changes;
    core::ChangeSummary changed;  // by kind
};

// What tells the plan of version `from` from that of version `to`, or from the current one. Throws
// core::Error(failed) for an unknown mall or version and for a version without a plan.
PlanDiff diff_versions(db::Session& session, const std::string& mall, std::int64_t from,
                       const std::optional<std::int64_t>& to);

}  // namespace mallctl::operations
