// What happened to a mall.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "db/session.hpp"
#include "db/version_repository.hpp"

namespace mallctl::operations {

struct History {
    std::vector<db::Version> versions;  // newest first
    std::int64_t total = 0;             // how many there are
};

// The newest `limit` versions of the mall with this slug. Throws core::Error(failed) for an unknown mall.
History list_history(db::Session& session, const std::string& mall, std::int64_t limit);

// The version of this number of the mall with this slug. Throws core::Error(failed), naming the versions that
// there are, where there is none.
db::Version find_version(db::Transaction& transaction, const std::string& mall, std::int64_t number);

// The same; throws core::Error(failed) also where it has no floor plan.
db::Version version_with_plan(db::Transaction& transaction, const std::string& mall, std::int64_t number);

// What the version changed beside the floor plan and what follows from it: "lease", "store", ...; sorted.
std::vector<std::string> catalog_kinds(const db::Version& version);

}  // namespace mallctl::operations
