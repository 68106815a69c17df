// Builds the artifacts of a mall from its newest version.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "core/change.hpp"
#include "core/diagnostic.hpp"
#include "core/error.hpp"
#include "db/session.hpp"
#include "plan/model.hpp"

namespace mallctl::operations {

struct BuildReport {
    bool rebuilt = false;  // false: it was up to date
    std::string sha256;
    std::int64_t size = 0;
    core::Diagnostics findings;
};

// Digest of what the navigation artifact is built from: the plan with its ids, and the builder's own layout
// version.
std::string nav_input_sha256(const plan::Plan& plan);

// The same, for the plan::digest of a plan.
std::string nav_input_of_digest(const std::string& digest);

// How the graph that is stored stands to the plan that is current.
enum class GraphState {
    no_plan,  // there is nothing to build from
    absent,   // none was ever built
    stale,    // it was built from another plan
    fresh,
};

// Reads no plan: O(1).
GraphState graph_state(db::Transaction& transaction);

// Reads the plan, builds outside every transaction, so that others may write meanwhile, and then stores the
// graph under the mall's lock, unless the plan has changed by then: it is built anew then, three times at
// most. Nothing is written when the input has not changed. Throws core::Error(failed) for an unknown mall or
// one without a plan, (conflict) where the plan would not stay or another writer holds the mall for as long
// as `lock_timeout`, by default what every writer waits.
BuildReport build_nav(db::Session& session, const std::string& mall_slug,
                      std::chrono::milliseconds lock_timeout = std::chrono::seconds{60});

// What a verb that changes plans wants of the graph once it has committed.
struct RefreshOptions {
    bool build = true;   // false: only look
    bool first = false;  // build it also where none was ever built
    // For another writer of the mall, once the graph is built.
    std::chrono::milliseconds lock_timeout = std::chrono::seconds{60};
    std::function<void()> on_build = {};  // called before a build, which may take minutes
};

struct RefreshReport {
    GraphState state = GraphState::no_plan;  // afterwards
    bool rebuilt = false;
    core::Diagnostics findings;          // of the build
    std::optional<core::Error> failure;  // why it could not be built: what was committed before stays
};

// For after the commit of whatever changes a plan (import, apply, set unit, rollback): builds what that made
// stale. Never throws for a failed build, since its caller has done what it was asked for; throws
// core::Error(failed) for an unknown mall, (unreachable) where the database is gone.
RefreshReport refresh_artifacts(db::Session& session, const std::string& mall_slug,
                                const RefreshOptions& options);

// Whether something changed of what artifacts are made of, rather than rows of the catalog alone.
bool changes_plan(const core::ChangeSummary& changed);

}  // namespace mallctl::operations
