// Whose rows of the catalog are.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/fields.hpp"
#include "db/session.hpp"

namespace mallctl::db {

// The tenants (slugs) whose the row with this slug is: a store's and a user's own, that of a product's store,
// those of an offer's store and of its product's store, a lease's, and a tenant itself; "" stands for the
// mall, whose all other rows are too. Empty where there is no such row.
std::vector<std::string> tenants_of_row(Transaction& transaction, const catalog::Kind& kind,
                                        std::string_view slug);

// The slugs of all rows of the kind that are one tenant's of `tenants` and nobody else's.
std::set<std::string, std::less<>> slugs_of_tenants(Transaction& transaction, const catalog::Kind& kind,
                                                    const std::vector<std::string_view>& tenants);

}  // namespace mallctl::db
