// The artifacts of a mall from its newest version: the navigation graph and the search index.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

#include "core/change.hpp"
#include "core/diagnostic.hpp"
#include "core/error.hpp"
#include "operations/artifact_build.hpp"
#include "plan/model.hpp"

namespace mallctl::operations {

// The kind "nav", which is built from the plan and the settings of the mall that concern it; the digest of
// its input reads no plan.
const ArtifactKind& nav_kind();

// Digest of what the navigation artifact is built from: the plan with its ids, the mall's settings that
// concern it, and the builder's own layout version.
std::string nav_input_sha256(const plan::Plan& plan, const catalog::Mall& mall);

struct BuildOptions {
    std::chrono::milliseconds lock_timeout = std::chrono::seconds{60};  // what every writer waits
    unsigned jobs = 0;  // levels built at a time; 0: one a core
    // Where a stop is asked for, the build ends with core::Error(interrupted) before its next level or step.
    std::stop_token stop = {};
};

// As build_artifact(). Levels that have not changed are taken over from the graph that is stored; the bytes
// are those of a build from nothing, whatever `jobs` is. Throws core::Error(failed) for a mall without a plan
// too.
BuildReport build_nav(db::Session& session, const std::string& mall_slug, const BuildOptions& options = {});

// What a verb that writes wants of the artifacts once it has committed.
struct RefreshOptions {
    bool build = true;   // false: only look
    bool first = false;  // build them also where none was ever built
    bool all = false;    // look at them all, whatever was changed
    // For another writer of the mall, once an artifact is built.
    std::chrono::milliseconds lock_timeout = std::chrono::seconds{60};
    std::function<void(const ArtifactKind&)> on_build = {};  // called before a build, which may take minutes
};

struct ArtifactRefresh {
    const ArtifactKind* kind = nullptr;
    ArtifactState state = ArtifactState::no_input;  // afterwards
    bool rebuilt = false;
    std::optional<core::Error> failure;  // why it could not be built: what was committed before stays
};

struct RefreshReport {
    ArtifactRefresh nav;
    ArtifactRefresh search;
    core::Diagnostics findings;  // of the builds
};

// For after the commit of whatever changes a plan, a mall or its rows (import, apply, set, rollback): builds
// what `changed` made stale. Never throws for a failed build, since its caller has done what it was asked
// for; throws core::Error(failed) for an unknown mall, (unreachable) where the database is gone.
RefreshReport refresh_artifacts(db::Session& session, const std::string& mall_slug,
                                const core::ChangeSummary& changed, const RefreshOptions& options);

}  // namespace mallctl::operations
