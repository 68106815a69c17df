// The one link between Rows and libpqxx, for the two files that include both.
#pragma once

#include "db/rows.hpp"

namespace pqxx {
class result;
}

namespace mallctl::db {

Rows make_rows(const pqxx::result& result);

}  // namespace mallctl::db
