// The mall that a command is about.
#pragma once

#include <string_view>

#include "catalog/model.hpp"
#include "db/session.hpp"

namespace mallctl::operations {

// The mall with this slug, read in a transaction of its own. Throws core::Error(failed) for an unknown one,
// with the closest slug as advice.
catalog::Mall find_mall(db::Session& session, std::string_view slug);

}  // namespace mallctl::operations
