// Builds the artifacts of a mall from its newest version.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "catalog/model.hpp"
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
    std::size_t floors_built = 0;   // levels
    std::size_t floors_reused = 0;  // taken over from the artifact before; both 0 where nothing was built
    core::Diagnostics findings;     // of the levels that were built
};

// Digest of what the navigation artifact is built from: the plan with its ids, the mall's settings that
// concern it, and the builder's own layout version.
std::string nav_input_sha256(const plan::Plan& plan, const catalog::Mall& mall);

// The graph that is stored; nothing where there is none, or none that this program can read: one of another
// layout, or damaged. O(size).
std::optional<std::vector<std::byte>> readable_graph(db::Transaction& transaction);

// How the graph that is stored stands to the plan and the settings that are current.
enum class GraphState {
    no_plan,  // there is nothing to build from
    absent,   // none was ever built
    stale,    // it was built from others
    fresh,
};

struct BuildOptions {
    std::chrono::milliseconds lock_timeout = std::chrono::seconds{60};  // what every writer waits
    unsigned jobs = 0;  // levels built at a time; 0: one a core
};

// Reads no plan: O(1).
GraphState graph_state(db::Transaction& transaction);

// Reads the plan, builds outside every transaction, so that others may write meanwhile, and then stores the
// graph under the mall's lock, unless the plan has changed by then: it is built anew then, three times at
// most. Levels that have not changed are taken over from the graph that is stored; the bytes are those of a
// build from nothing, whatever `jobs` is. Nothing is written when the input has not changed
// and what is stored can be read. Throws
// core::Error(failed) for an unknown mall or one without a plan, (conflict) where the plan would not stay or
// another writer holds the mall for as long as the lock timeout.
BuildReport build_nav(db::Session& session, const std::string& mall_slug, const BuildOptions& options = {});

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

// For after the commit of whatever changes a plan or a mall (import, apply, set, rollback): builds what that
// made stale. Never throws for a failed build, since its caller has done what it was asked for; throws
// core::Error(failed) for an unknown mall, (unreachable) where the database is gone.
RefreshReport refresh_artifacts(db::Session& session, const std::string& mall_slug,
                                const RefreshOptions& options);

// Whether something changed that artifacts may be made of, rather than rows of the catalog alone: features of
// the plan, or fields of the mall.
bool may_make_stale(const core::ChangeSummary& changed);

}  // namespace mallctl::operations
