// refresh_artifacts: what was written is followed by the artifacts that are made of it.
#include "db/session.hpp"
#include "operations/build.hpp"
#include "operations/build_search.hpp"
#include "operations/find_mall.hpp"
#include "plan/digest.hpp"

namespace mallctl::operations {

namespace {

using Build = std::function<BuildReport()>;

bool is_any(const core::ChangeSummary& changed, const std::string& kind) {
    const auto it = changed.by_kind.find(kind);
    return it != changed.by_kind.end() && it->second.any();
}

// Features of the plan, or fields of the mall: both artifacts follow them.
bool concerns_all(const core::ChangeSummary& changed) {
    const auto mall = changed.by_kind.find("mall");
    if (mall != changed.by_kind.end() && mall->second.updated > 0) return true;
    for (const auto& [kind, none] : plan::digests(plan::Plan{})) {
        if (is_any(changed, kind)) return true;
    }
    return false;
}

bool concerns_search(const core::ChangeSummary& changed) {
    for (const auto& kind : searched_kinds()) {
        if (is_any(changed, kind)) return true;
    }
    return concerns_all(changed);
}

void refresh(db::Session& session, const catalog::Mall& mall, const RefreshOptions& options,
             const Build& build, ArtifactRefresh& artifact, core::Diagnostics& findings) {
    {
        db::Transaction transaction(session, mall.id, db::Transaction::Mode::read);
        artifact.state = artifact_state(transaction, *artifact.kind);
    }
    const bool is_wanted =
        artifact.state == ArtifactState::stale || (artifact.state == ArtifactState::absent && options.first);
    if (!options.build || !is_wanted) return;
    if (options.on_build) options.on_build(*artifact.kind);
    try {
        BuildReport built = build();
        artifact.state = ArtifactState::fresh;
        artifact.rebuilt = built.rebuilt;
        findings.insert(findings.end(), built.findings.begin(), built.findings.end());
    } catch (const core::Error& error) {
        artifact.failure = error;
    }
}

}  // namespace

RefreshReport refresh_artifacts(db::Session& session, const std::string& mall_slug,
                                const core::ChangeSummary& changed, const RefreshOptions& options) {
    RefreshReport report;
    report.nav.kind = &nav_kind();
    report.search.kind = &search_kind();
    const bool looks_at_nav = options.all || concerns_all(changed);
    const bool looks_at_search = options.all || concerns_search(changed);
    if (!looks_at_nav && !looks_at_search) return report;
    const auto mall = find_mall(session, mall_slug);
    BuildOptions build;
    build.lock_timeout = options.lock_timeout;
    if (looks_at_nav) {
        refresh(
            session, mall, options, [&] { return build_nav(session, mall_slug, build); }, report.nav,
            report.findings);
    }
    if (looks_at_search) {
        refresh(
            session, mall, options, [&] { return build_search(session, mall_slug, build); }, report.search,
            report.findings);
    }
    return report;
}

}  // namespace mallctl::operations
