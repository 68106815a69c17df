// Makes a plan the current one of a mall.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "catalog/model.hpp"
#include "core/change.hpp"
#include "core/diagnostic.hpp"
#include "db/session.hpp"
#include "operations/plan_breaks.hpp"
#include "operations/prepare_plan.hpp"
#include "plan/match.hpp"
#include "plan/model.hpp"
#include "plan/repair.hpp"

namespace mallctl::operations {

struct ImportReport;

struct ImportOptions {
    std::string mall;  // slug
    bool create = false;
    std::string time_zone;  // with create
    std::string currency;   // with create
    plan::RepairOptions repair;
    bool dry_run = false;
    std::chrono::milliseconds lock_timeout{60'000};
    // The only version of the mall that the plan is imported into, where one is named; seen under its lock.
    std::optional<std::int64_t> only_at = {};
    // What else belongs to the transaction, when all is written, also where nothing changed; not of a dry
    // run. What it throws rolls back.
    std::function<void(db::Transaction&, const ImportReport&)> on_end = {};
};

struct WriteReport {
    std::string mall;  // its slug afterwards: what is written may rename it
    core::ChangeSummary changed;
    std::int64_t version = 0;  // of the mall afterwards
    core::Diagnostics findings;
    bool dry_run = false;
    std::int64_t refused = 0;  // rows that were left out because of their findings
    std::string rejects_file;  // where they are; empty for none
    // What became of the navigation graph after the commit: "built", "stale" or "absent"; empty where there
    // is nothing to tell.
    std::string navigation;
    std::string search;  // the same of the search index
};

struct ImportReport : WriteReport {
    std::vector<plan::Repair> repairs;
    // What became of each unit, by level and reference; empty at a first import, which adds them all.
    std::vector<plan::UnitChange> units;
    std::vector<plan::EditConflict> conflicts;
    std::vector<PlanBreak> breaks;
};

// One transaction: repair, connectors, ids, hand edits, plan version, stores from occupants, outbox. A dry
// run is the same, rolled back. The same plan again changes nothing and records no version. Throws
// core::Error(failed) for an unknown mall without create, (rejected) when plan::check finds an error,
// (conflict) on a lock timeout and where the mall is not `only_at` its version.
ImportReport import_plan(db::Session& session, plan::Plan plan, const ImportOptions& options);

// The same of a plan that prepare_plan() has repaired already, by `repair` of the options or otherwise.
ImportReport import_prepared(db::Session& session, PreparedPlan prepared, const ImportOptions& options);

// Throws core::Error(conflict) where the mall is at another version than the one that is named, if one is.
void require_version(const std::string& mall, std::int64_t version,
                     const std::optional<std::int64_t>& only_at);

// Throws core::Error(rejected) where it has findings of severity error; `advice`: what else can be done.
void require_sound(const PreparedPlan& prepared, const std::string& advice);

}  // namespace mallctl::operations
