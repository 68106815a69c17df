// Why closures leave no way, in a sentence for a person.
#pragma once

#include <vector>

#include "nav/query/closed_mall.hpp"
#include "nav/query/way.hpp"

namespace mallctl::nav {

// Says which closures cut the way that would be best without them, in its order: `path` is that way. False,
// and nothing said, where no closure touches it.
bool explain_closed(const Closures::Impl& closures, Profile profile, const Path& path, NoRoute& why);

}  // namespace mallctl::nav
