// Products, offers and parking zones of one mall.
#pragma once

#include "catalog/wares.hpp"
#include "db/session.hpp"

namespace mallctl::db {

// Everything, each kind sorted by slug: a mall may sell a hundred thousand products.
catalog::Wares load_wares(Transaction& transaction);

}  // namespace mallctl::db
