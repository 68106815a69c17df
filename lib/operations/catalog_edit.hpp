// One edit by hand, step by step: what edit_rows and offer_edits are made of.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/fields.hpp"
#include "catalog/model.hpp"
#include "catalog/row.hpp"
#include "db/catalog_writer.hpp"
#include "db/session.hpp"
#include "operations/edit_rows.hpp"
#include "operations/plan_mentions.hpp"

namespace mallctl::operations {

class CatalogEdit {
  public:
    // Takes the lock of the mall. `mall` is as stored, or new.
    CatalogEdit(db::Session& session, catalog::Mall mall, const EditOptions& options);

    db::Transaction& transaction() { return transaction_; }
    const catalog::Mall& mall() const { return mall_; }

    // Throws core::Error(failed) for the first of `slugs` that is no row of the kind.
    void require_rows(const catalog::Kind& kind, const std::vector<std::string>& slugs);

    // Stages a row for each of `keys`. Faults are findings of finish().
    void state(const catalog::Kind& kind, const std::vector<std::string>& keys,
               const std::vector<std::string>& words);
    void state(const catalog::Row& row);
    void remove(const catalog::Kind& kind, const std::string& slug);

    // Checks, writes, records a version of this kind, and commits unless it is a dry run. Throws
    // core::Error(rejected).
    EditReport finish(const std::string& version_kind);

  private:
    void check(EditReport& report);
    void list_fields(std::int64_t version, EditReport& report);

    catalog::Mall mall_;
    EditOptions options_;
    db::Transaction transaction_;
    db::CatalogWriter writer_;
    PlanMentions mentions_;
    core::Diagnostics findings_;
    std::int64_t version_ = 0;  // of the mall before
};

// The kind for a name in the singular or plural, but not "unit". Throws core::Error(usage) with "did you
// mean".
const catalog::Kind& editable_kind(const std::string& name);

}  // namespace mallctl::operations
