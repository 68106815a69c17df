// The rights of an account, as they are now. Of lib/operations/access alone.
#pragma once

#include <vector>

#include "access/principal.hpp"
#include "db/access/account_repository.hpp"

namespace mallctl::operations {

// Those of the rows that it is linked with and of a shopper. `second_factor`: it has one, and gave it;
// without it roles that need it grant nothing.
std::vector<access::Grant> grants_of(db::Transaction& transaction, const db::Account& account,
                                     bool second_factor);

}  // namespace mallctl::operations
