// A mall in memory, small enough to check answers by hand: one level of 30 x 14 m, a walkway along its south
// side, three shops north of it. Two have a door to the walkway; the third, "vault", is sealed.
#pragma once

#include <cstdint>
#include <string>

#include "server/snapshot_store.hpp"

namespace mallctl::test {

// Stores "bakery" and "shoes" (10 m apart, door to door), "vault"; locations "west" and "east" on the
// walkway. `version` is the mall's; without `with_nav` there is no navigation graph.
server::SnapshotPointer small_mall(const std::string& slug, std::int64_t version = 1, bool with_nav = true);

// The same without artifacts and with all that a mall has: product "rye", offers "always", "spring" (until
// June 2026) and "secret_draft", parking zone "p1", closure "wet_floor" (until May 2026), a cash machine, a
// tenant and a lease; location "west" was called "gate".
server::SnapshotPointer full_mall(const std::string& slug);

// Its catalog alone: no plan was imported yet.
server::SnapshotPointer mall_without_plan(const std::string& slug);

}  // namespace mallctl::test
