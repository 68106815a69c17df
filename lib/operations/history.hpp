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

}  // namespace mallctl::operations
