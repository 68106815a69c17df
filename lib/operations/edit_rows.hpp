// Rows of the catalog made, changed and deleted by hand: what a command line or a page states, through the
// same writer as files.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "db/session.hpp"
#include "operations/import.hpp"

namespace mallctl::operations {

struct EditReport;

struct EditOptions {
    std::string mall;  // slug
    bool dry_run = false;
    std::chrono::milliseconds lock_timeout{60'000};
    // What else belongs to the transaction, where they are set: before the mall's lock is waited for, and
    // when all is written, also where nothing changed. What they throw rolls back.
    std::function<void(db::Transaction&)> on_begin = {};
    std::function<void(db::Transaction&, const EditReport&)> on_end = {};
};

// A field of a row, before and after, as text: amounts in decimals, lists and names as JSON.
struct FieldEdit {
    std::string row;  // "store bakery"
    std::string field;
    std::string before;
    std::string after;
};

struct EditReport : WriteReport {
    std::vector<FieldEdit> fields;  // of the rows that were updated
};

// Each is one transaction under the mall's lock and, where it changes anything, one version of the kind
// "create", "set" or "delete"; a dry run is the same, rolled back. `kind` is one of a manifest in the
// singular or plural, but "unit"; `words` are "FIELD=VALUE", as catalog::read_assigned_rows takes them. What
// they state is a person's: an apply that states other values is then in conflict with it. Throw
// core::Error(usage) for an unknown kind or field, (failed) for an unknown mall, (rejected) with every
// finding where a value or a reference is none, (conflict) on a lock timeout.

// Also throws core::Error(failed) where there is a row with this slug. A new mall is its own: options.mall is
// ignored.
EditReport create_row(db::Session& session, const std::string& kind, const std::string& slug,
                      const std::vector<std::string>& words, const EditOptions& options);

// Also throws core::Error(failed), with "did you mean", where there is no row with one of the slugs.
EditReport set_rows(db::Session& session, const std::string& kind, const std::vector<std::string>& slugs,
                    const std::vector<std::string>& words, const EditOptions& options);

// As set_rows; (rejected) with findings M033 where rows that stay refer to one that is to go. A mall is not
// deleted.
EditReport delete_rows(db::Session& session, const std::string& kind, const std::vector<std::string>& slugs,
                       const EditOptions& options);

}  // namespace mallctl::operations
