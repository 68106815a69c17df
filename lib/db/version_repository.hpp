// The history of a mall: its committed changes, and which floor plan each of them left current.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/change.hpp"
#include "core/clock.hpp"
#include "core/uuid.hpp"
#include "db/session.hpp"

namespace mallctl::db {

// A stored floor plan, as people tell plans apart: by number, counted from 1 within a mall.
struct PlanReference {
    core::Uuid id;
    std::int64_t number = 0;
    std::string format;  // of its source: "imdf", "dxf", ...
};

struct Version {
    std::int64_t number = 0;
    std::string kind;    // "import", "apply", "set", "rollback"
    std::string author;  // the database user who committed it
    core::Instant committed_at;
    core::ChangeSummary changed;
    // Nothing before the first import, and for a version of a time when it was not kept.
    std::optional<PlanReference> plan;
};

class VersionRepository {
  public:
    // `transaction` must be one for a mall.
    explicit VersionRepository(Transaction& transaction) : transaction_(transaction) {}

    // The newest `limit` of the versions with a number above `above`, newest first.
    std::vector<Version> newest(std::int64_t limit, std::int64_t above = 0);

    // Nothing where there is no such version.
    std::optional<Version> find(std::int64_t number);

    // The oldest version of which the plan is known; nothing where there is none.
    std::optional<Version> first_with_plan();

    // The newest version that changed a row or a feature of one of the kinds; 0 where none did. Looks at
    // versions from the newest on.
    std::int64_t newest_of(const std::vector<std::string>& kinds);

  private:
    Transaction& transaction_;
};

}  // namespace mallctl::db
