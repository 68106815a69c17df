#include "cli/refresh.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/context.hpp"
#include "operations/import.hpp"

namespace mallctl::cli {

namespace {

using operations::GraphState;

// Input that was committed is not rejected any more.
core::Fault fault_after_commit(core::Fault fault) {
    return fault == core::Fault::rejected || fault == core::Fault::usage ? core::Fault::failed : fault;
}

core::Error told(const core::Error& failure, const std::string& mall, std::int64_t version,
                 GraphState state) {
    const char* const left =
        state == GraphState::absent ? "there is none yet" : "the last one is out of date";
    return {fault_after_commit(failure.fault()),
            fmt::format("mall {} is at version {}, which stays, but its navigation graph could not be built "
                        "and {}: {}",
                        mall, version, left, failure.what()),
            failure.advice().empty()
                ? fmt::format("try again: mallctl build nav --mall {}", mall)
                : fmt::format("{}; then: mallctl build nav --mall {}", failure.advice(), mall),
            failure.findings()};
}

core::Error told_unseen(const core::Error& failure, const std::string& mall, std::int64_t version) {
    return {fault_after_commit(failure.fault()),
            fmt::format("mall {} is at version {}, which stays, but what became of its navigation graph "
                        "could not be seen: {}",
                        mall, version, failure.what()),
            fmt::format("{}{}mallctl build nav --mall {}", failure.advice(),
                        failure.advice().empty() ? "build it: " : "; then: ", mall),
            failure.findings()};
}

void tell(Context& context, const std::string& mall, GraphState state, operations::WriteReport& report) {
    if (state == GraphState::no_plan || state == GraphState::fresh) return;
    const bool is_stale = state == GraphState::stale;
    report.navigation = is_stale ? "stale" : "absent";
    context.say(fmt::format("note: {}: mallctl build nav --mall {}",
                            is_stale ? "the navigation graph is out of date; build it"
                                     : "there is no navigation graph yet; build it",
                            mall));
}

}  // namespace

void declare_no_build(CLI::App& verb, bool& leaves_build) {
    verb.add_flag("--no-build", leaves_build,
                  "Leave a navigation graph that is out of date to mallctl build");
}

std::optional<core::Error> refresh_after_commit(Context& context, const std::string& mall,
                                                operations::RefreshOptions options,
                                                operations::WriteReport& report) {
    if (report.dry_run) return std::nullopt;
    options.on_build = [&] {
        // Said before, since a build takes long enough to be interrupted.
        context.say(fmt::format("committed version {}; building nav of mall {}", report.version, mall));
    };
    operations::RefreshReport refreshed;
    try {
        refreshed = operations::refresh_artifacts(context.session(), mall, options);
    } catch (const core::Error& failure) {
        return told_unseen(failure, mall, report.version);
    }
    report.findings.insert(report.findings.end(), refreshed.findings.begin(), refreshed.findings.end());
    if (refreshed.failure) {
        report.navigation = refreshed.state == GraphState::absent ? "absent" : "stale";
        return told(*refreshed.failure, mall, report.version, refreshed.state);
    }
    tell(context, mall, refreshed.state, report);
    if (refreshed.rebuilt) report.navigation = "built";
    return std::nullopt;
}

}  // namespace mallctl::cli
