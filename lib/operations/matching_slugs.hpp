// Rows by what holds of them, for verbs that then change them.
#pragma once

#include <string>
#include <vector>

#include "db/session.hpp"

namespace mallctl::operations {

// The slugs, sorted, of the rows of a kind for which all of `where` hold, as `get --where` takes them. Throws
// core::Error(usage) for a condition that is none, (failed) for an unknown mall.
std::vector<std::string> matching_slugs(db::Session& session, const std::string& mall,
                                        const std::string& kind, const std::vector<std::string>& where);

}  // namespace mallctl::operations
