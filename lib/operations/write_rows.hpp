// One write of rows of the catalog and of edits of the plan's units, wherever the rows come from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "catalog/row.hpp"
#include "core/diagnostic.hpp"
#include "core/uuid.hpp"
#include "db/catalog_writer.hpp"
#include "db/session.hpp"
#include "operations/apply.hpp"
#include "operations/plan_mentions.hpp"
#include "plan/model.hpp"

namespace mallctl::operations {

// Where rows come from.
class RowFeed {
  public:
    RowFeed() = default;
    virtual ~RowFeed() = default;
    RowFeed(const RowFeed&) = delete;
    RowFeed& operator=(const RowFeed&) = delete;

    // Hands every row to the writer and fills what is below.
    virtual void feed(db::CatalogWriter& writer) = 0;

    // Called under the mall's lock before anything is checked: throws core::Error where what is stored is not
    // what the rows are for. `version`: of the mall, 0 where there is none yet.
    virtual void check_stored(db::CatalogWriter& writer, std::int64_t version,
                              const std::optional<plan::Plan>& plan) {
        static_cast<void>(writer);
        static_cast<void>(version);
        static_cast<void>(plan);
    }

    std::string mall;                    // its slug
    std::string input = "the manifest";  // what errors say the rows are of
    bool removes = false;                // whether rows are removed otherwise than by pruning
    std::string currency;                // of the amounts, known before
    // Of the stored mall when amounts and times were read by it; nothing where there was none.
    std::optional<catalog::MallSettings> read_by;
    std::vector<catalog::Row> units;  // the rows of kind unit, which are edits of the plan
    PlanMentions mentions;
    std::vector<std::string> files;
    core::Diagnostics findings;
    core::Diagnostics errors_of_no_row;  // which leaving rows out does not mend; findings too
};

// Throws core::Error(rejected) with all findings where one of them is an error. `input`: what is at fault.
void reject_errors(const core::Diagnostics& findings, const std::string& input = "the manifest");

// The mall that rows are for, of what they state themselves and what --mall names. Throws core::Error(usage)
// where both or neither say.
std::string target_mall(const std::string& stated, const std::string& named);

// Feeds the rows to the writer, takes the lock of the mall `id`, checks, writes, records a version of
// options.kind and commits, or rolls back a dry run. Throws as apply() does (operations/apply.hpp).
WriteReport write_rows(db::Session& session, const core::Uuid& id, RowFeed& feed,
                       const ApplyOptions& options);

}  // namespace mallctl::operations
