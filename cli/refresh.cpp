#include "cli/refresh.hpp"

#include <fmt/format.h>

#include "cli/context.hpp"
#include "operations/build.hpp"
#include "operations/import.hpp"

namespace mallctl::cli {

namespace {

using operations::ArtifactRefresh;
using operations::ArtifactState;

// Input that was committed is not rejected any more.
core::Fault fault_after_commit(core::Fault fault) {
    return fault == core::Fault::rejected || fault == core::Fault::usage ? core::Fault::failed : fault;
}

core::Error told(const ArtifactRefresh& artifact, const std::string& mall, std::int64_t version) {
    const core::Error& failure = *artifact.failure;
    const char* const left =
        artifact.state == ArtifactState::absent ? "there is none yet" : "the last one is out of date";
    return {fault_after_commit(failure.fault()),
            fmt::format("mall {} is at version {}, which stays, but its {} could not be built and {}: {}",
                        mall, version, artifact.kind->title, left, failure.what()),
            fmt::format("{}{}mallctl build {} --mall {}", failure.advice(),
                        failure.advice().empty() ? "try again: " : "; then: ", artifact.kind->name, mall),
            failure.findings()};
}

core::Error told_unseen(const core::Error& failure, const std::string& mall, std::int64_t version) {
    return {fault_after_commit(failure.fault()),
            fmt::format("mall {} is at version {}, which stays, but what became of its artifacts could not "
                        "be seen: {}",
                        mall, version, failure.what()),
            fmt::format("{}{}mallctl build --mall {}", failure.advice(),
                        failure.advice().empty() ? "build them: " : "; then: ", mall),
            failure.findings()};
}

// What became of it, as a report says.
std::string word(const ArtifactRefresh& artifact) {
    if (artifact.rebuilt) return "built";
    if (artifact.state == ArtifactState::stale) return "stale";
    return artifact.state == ArtifactState::absent ? "absent" : "";
}

void tell(Context& context, const std::string& mall, const ArtifactRefresh& artifact) {
    if (artifact.failure) return;
    std::string what;
    if (artifact.state == ArtifactState::stale)
        what = fmt::format("the {} is out of date", artifact.kind->title);
    if (artifact.state == ArtifactState::absent)
        what = fmt::format("there is no {} yet", artifact.kind->title);
    if (what.empty()) return;
    context.say(
        fmt::format("note: {}; build it: mallctl build {} --mall {}", what, artifact.kind->name, mall));
}

operations::RefreshOptions refresh_options(const WriteOptions& options, Refresh which, Context& context) {
    operations::RefreshOptions refresh;
    refresh.build = !options.leaves_build;
    refresh.first = which == Refresh::all_first;
    refresh.all = which != Refresh::changed;
    refresh.lock_timeout = lock_timeout(options, context);
    return refresh;
}

}  // namespace

std::optional<core::Error> refresh_after_commit(Context& context, const std::string& mall,
                                                const WriteOptions& options, operations::WriteReport& report,
                                                Refresh which) {
    if (report.dry_run) return std::nullopt;
    operations::RefreshReport refreshed;
    try {
        auto refresh = refresh_options(options, which, context);
        refresh.on_build = [&](const operations::ArtifactKind& kind) {
            // Said before, since a build may take long enough to be interrupted.
            context.say(
                fmt::format("committed version {}; building {} of mall {}", report.version, kind.name, mall));
        };
        refreshed = operations::refresh_artifacts(context.session(), mall, report.changed, refresh);
    } catch (const core::Error& failure) {
        return told_unseen(failure, mall, report.version);
    }
    report.findings.insert(report.findings.end(), refreshed.findings.begin(), refreshed.findings.end());
    report.navigation = word(refreshed.nav);
    // Who never built an index does without one.
    const bool has_index = refreshed.search.state != ArtifactState::absent || refreshed.search.failure;
    if (has_index) report.search = word(refreshed.search);
    tell(context, mall, refreshed.nav);
    if (has_index) tell(context, mall, refreshed.search);
    for (const auto* artifact : {&refreshed.nav, &refreshed.search}) {
        if (artifact->failure) return told(*artifact, mall, report.version);
    }
    return std::nullopt;
}

}  // namespace mallctl::cli
