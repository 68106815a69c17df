// Makes the database match a mall's files: rows of every kind, and edits of units of the floor plan.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "catalog/manifest_reader.hpp"
#include "operations/catalog_changes.hpp"
#include "operations/import.hpp"
#include "operations/refused_rows.hpp"

namespace mallctl::operations {

class ChangeSetWriter;

struct ApplyOptions {
    std::string mall;  // slug; empty: the manifest's own mall document
    // Of the version: "apply" where files state the rows; "set", "create" and whatever else where a person
    // does.
    std::string kind = "apply";
    bool dry_run = false;
    std::chrono::milliseconds lock_timeout{60'000};
    bool force_conflicts = false;
    // Delete what files made and state no more, of the kinds that they have rows of; at most so many of a
    // kind
    // ("10%", "50"; a share above 0% always allows one).
    bool prune = false;
    std::string max_deletes = "10%";
    // Where refused rows go: where it has a file the other rows are written without them. Null: all or
    // nothing.
    RefusedRows* refused = nullptr;
    // Gets what changes, where it is set: to be finished by the caller.
    ChangeSetWriter* save = nullptr;
    OnCatalogChange on_change;  // called for every row that changes, where it is set
    // As of ImportOptions: the only version of the mall that is written to, and what else belongs to the
    // transaction.
    std::optional<std::int64_t> only_at = {};
    std::function<void(db::Transaction&, const WriteReport&)> on_end = {};

    bool by_person() const { return kind != "apply"; }
};

// Reads all rows, in bounded memory, and writes them. One transaction; the mall's lock is taken when all rows
// are read and staged. A dry run is the same, rolled back. A mall that does not exist is created from the
// manifest's mall document. The same files again change nothing and record no version. Edits of units make a
// new version of the floor plan; before the first import they are a finding M014: an error where a person
// states them, else a warning, and they are left out. Throws core::Error(rejected) with every finding when
// one of them is an error, (failed) for an unknown mall or row to remove, (usage) when options.mall and the
// mall document differ or there is neither, (conflict) on a lock timeout and, with every conflict, where
// files would write over what a person has changed, and where the mall is not `only_at` its version.
// The reader must have been made with an on_rejected that adds to `refused`, which takes the place of
// options.refused.
WriteReport apply(db::Session& session, catalog::ManifestReader& reader, RefusedRows& refused,
                  const ApplyOptions& options);

// The same of edits of units that a command line states (catalog::read_assigned_rows), in the mall that the
// options name.
WriteReport set_units(db::Session& session, const std::vector<std::string>& units,
                      const std::vector<std::string>& words, const ApplyOptions& options);

}  // namespace mallctl::operations
