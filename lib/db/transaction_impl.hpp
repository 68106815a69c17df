// What the repositories see of a Transaction: the work it does, and the mall it is for.
#pragma once

#include "db/connection.hpp"
#include "db/session.hpp"

namespace mallctl::db {

struct Transaction::Impl {
    Work work;
};

// The mall of a transaction; throws std::logic_error for one without.
const core::Uuid& mall_of(const Transaction& transaction);

}  // namespace mallctl::db
