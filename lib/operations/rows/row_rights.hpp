// Who may write which rows: what the one permission table says, row by row.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/principal.hpp"
#include "catalog/fields.hpp"
#include "catalog/row.hpp"
#include "core/clock.hpp"
#include "core/uuid.hpp"

namespace mallctl::operations {

enum class RowVerb { create, put, patch, remove };

// The permission that a route needs. A tenant's people change their stores only by patches, which are of
// store.write; everything else about a store is the mall's (catalog.write).
access::Permission permission_to_write(const catalog::Kind& kind, RowVerb verb);

// What it takes to read rows of the kind as they are written, beside what every shopper may: tenancy.read,
// user.read, or, for what only those need who write it, catalog.write.
access::Permission permission_to_read(const catalog::Kind& kind);

// What of a row decides who may write it.
struct RowStanding {
    std::vector<std::string> tenants;  // whose it is, as db::tenants_of_row; empty: there is none
    bool draft = false;                // of an offer
    std::string role;                  // of a user
};

class RowRights {
  public:
    // `who` must outlive it. `at`: of the second factor.
    RowRights(const access::Principal& who, const catalog::Kind& kind, RowVerb verb, const core::Uuid& mall,
              core::Instant at);

    // Each throws RowError(not_allowed) or (step_up). A row that is not there yet, or no more, may be any.

    // Of a tenant only its own rows; of offers that are no drafts only whose who may publish.
    void check_before(const RowStanding& row) const;
    // The same of the row as it has become; and a tenant makes users of its own scope only.
    void check_after(const RowStanding& row) const;
    // Of a tenant only the page of a store: not its tenant, category, brand and units.
    void check_fields(const catalog::Row& row) const;

  private:
    void check_tenants(const RowStanding& row) const;
    void check_publishing(const RowStanding& row) const;

    const access::Principal& who_;
    const catalog::Kind& kind_;
    RowVerb verb_;
    core::Uuid mall_;
    core::Instant at_;
    std::optional<std::vector<std::string_view>> tenants_;
};

}  // namespace mallctl::operations
