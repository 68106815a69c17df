// Changes of rows of the catalog as text: what `diff`, `rollback --dry-run` and `apply -v` print.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/change.hpp"
#include "operations/catalog_changes.hpp"

namespace mallctl::cli {

class Context;

// Keeps the first `most` changes and counts all of them: memory stays bounded however many there are.
class ChangeList {
  public:
    static constexpr std::size_t most = 10'000;

    void add(const operations::CatalogChange& change);

    const std::vector<operations::CatalogChange>& changes() const { return changes_; }
    const core::ChangeSummary& counted() const { return counted_; }
    std::int64_t left_out() const;

  private:
    std::vector<operations::CatalogChange> changes_;
    core::ChangeSummary counted_;
};

// {"kind", "change": "added" | "changed" | "removed", "slug", "fields": [{"field", "before", "after"}]}, as
// the changes of a floor plan are told.
nlohmann::ordered_json change_json(const operations::CatalogChange& change);

// One row a change: change, kind, slug, and field by field what it was and is; of rows that are added and
// removed only with `verbose`. Then a line that tells how many are left out, if any. Empty without changes.
std::string changes_table(const ChangeList& list, bool verbose);

// The same with all fields, told on stderr with -v, a line each.
void detail_changes(Context& context, const ChangeList& list);

}  // namespace mallctl::cli
