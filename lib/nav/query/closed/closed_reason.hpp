// Why closures leave no way, in a sentence for a person.
#pragma once

#include <cstdint>
#include <optional>

#include "nav/query/closed/closed_mall.hpp"
#include "nav/query/way.hpp"

namespace mallctl::nav {

// Says which closures cut the way that would be best without them, in its order: `path` is that way, from and
// to units or points. False, and nothing said, where no closure touches it.
bool explain_closed(const Closures::Impl& closures, Profile profile, const Path& path,
                    std::optional<std::uint32_t> from_unit, std::optional<std::uint32_t> to_unit,
                    NoRoute& why);

}  // namespace mallctl::nav
