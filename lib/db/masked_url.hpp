// Connection strings that may be shown.
#pragma once

#include <string>

namespace mallctl::db {

// The URI or "key=value" string with each password in it as "***"; all of it as "***" where libpq would not
// understand it, since then nobody can tell where a password ends.
std::string masked_url(const std::string& conninfo);

}  // namespace mallctl::db
