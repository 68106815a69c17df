// Plans: every import that changes something is a version of its own, kept whole; the mall points at the current one.
#pragma once

#include <optional>
#include <string>

#include "core/change.hpp"
#include "db/session.hpp"
#include "plan/model.hpp"

namespace mallctl::db {

class PlanRepository {
  public:
    // `transaction` must be one for a mall.
    explicit PlanRepository(Transaction& transaction) : transaction_(transaction) {}

    // The current plan with its ids, features sorted by id within each class; nothing before the first import.
    std::optional<plan::Plan> current();

    // What tells whether a plan is the current one without reading it: plan::digest and format.
    struct Header {
        std::string digest;
        std::string format;
    };
    std::optional<Header> current_header();

    // Makes `plan` (all ids assigned) the current version when it differs from the current one, compared feature by feature
    // with geometry at 1e-9 degrees; otherwise writes nothing. Counts are by kind ("building", "level", "unit", ...).
    // COPY to staging tables, then set-based inserts. Unit identities that vanish from the plan are kept (leases refer to them).
    core::ChangeSummary replace(const plan::Plan& plan);

    // A stored plan of this mall, as `current` answers. Throws core::Error(failed) where there is none.
    plan::Plan read(const core::Uuid& id);

    // Makes the stored plan `id` the current one; counts as `replace` does. Writes nothing where the current
    // plan says the same already.
    core::ChangeSummary restore(const core::Uuid& id);

    // Leaves the mall without a current plan, as it was before its first import; the stored plans stay.
    core::ChangeSummary clear();

  private:
    Transaction& transaction_;
};

}  // namespace mallctl::db
