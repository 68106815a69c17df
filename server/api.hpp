// Everything the server answers, in one table.
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "server/router.hpp"
#include "server/snapshot_store.hpp"

namespace mallctl::server {

// `store`, `draining`, `gate` and `limits` must outlive the router. `version` is mallctl's, shown on the page
// at "/". `more`: what else is answered, such as writing_routes() (server/writing_api.hpp).
Router make_api(const SnapshotStore& store, const std::atomic<bool>& draining, std::string version,
                const Gate& gate, std::vector<Route> more = {}, limits::RateLimits* limits = nullptr);

}  // namespace mallctl::server
