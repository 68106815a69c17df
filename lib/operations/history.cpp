#include "operations/history.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.hpp"
#include "db/plan_rows.hpp"
#include "operations/find_mall.hpp"

namespace mallctl::operations {

namespace {

using core::Error;
using core::Fault;

bool is_plan_kind(const std::string& kind) {
    return kind == "plan" ||
           std::find(std::begin(db::plan_kinds), std::end(db::plan_kinds), kind) != std::end(db::plan_kinds);
}

[[noreturn]] void throw_unknown_version(db::VersionRepository& versions, const std::string& mall,
                                        std::int64_t number) {
    const auto newest = versions.newest(1);
    throw Error(Fault::failed, fmt::format("mall \"{}\" has no version {}", mall, number),
                newest.empty() ? "it has none at all yet: import or apply something first"
                               : fmt::format("it has 1 to {}; list them: mallctl history --mall {}",
                                             newest.front().number, mall));
}

}  // namespace

History list_history(db::Session& session, const std::string& mall, std::int64_t limit) {
    const auto found = find_mall(session, mall);
    db::Transaction transaction(session, found.id, db::Transaction::Mode::read);
    History history;
    history.versions = db::VersionRepository(transaction).newest(limit);
    // Versions are numbered from 1 without gaps.
    if (!history.versions.empty()) history.total = history.versions.front().number;
    return history;
}

db::Version find_version(db::Transaction& transaction, const std::string& mall, std::int64_t number) {
    db::VersionRepository versions(transaction);
    auto version = versions.find(number);
    if (!version) throw_unknown_version(versions, mall, number);
    return std::move(*version);
}

db::Version version_with_plan(db::Transaction& transaction, const std::string& mall, std::int64_t number) {
    db::VersionRepository versions(transaction);
    auto version = find_version(transaction, mall, number);
    if (version.plan) return version;
    const auto plan = versions.first_with_plan();
    const std::string which = plan ? fmt::format("the first one with a floor plan is {}", plan->number)
                                   : fmt::format("no version of mall \"{}\" has one", mall);
    throw Error(
        Fault::failed,
        fmt::format("version {} of mall \"{}\" has no floor plan: it is of before the first import, or "
                    "of an older mallctl that did not keep the plans of versions",
                    number, mall),
        which + fmt::format("; list them: mallctl history --mall {}", mall));
}

std::vector<std::string> catalog_kinds(const db::Version& version) {
    // The stores of these are what the plan says of its occupants.
    if (version.kind == "import" || version.kind == "rollback") return {};
    std::vector<std::string> kinds;
    for (const auto& [kind, counts] : version.changed.by_kind) {
        if (!is_plan_kind(kind) && counts.any()) kinds.push_back(kind);
    }
    return kinds;
}

}  // namespace mallctl::operations
