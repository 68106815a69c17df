// What rows were called before they were renamed.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "catalog/fields.hpp"
#include "core/uuid.hpp"
#include "db/session.hpp"

namespace mallctl::db {

// Former slug to the id of the row.
using FormerSlugs = std::map<std::string, core::Uuid, std::less<>>;

// Those of one kind of the transaction's mall.
FormerSlugs former_slugs(Transaction& transaction, const catalog::Kind& kind);

}  // namespace mallctl::db
