// Everything the server answers, in one table.
#pragma once

#include <atomic>
#include <string>

#include "server/router.hpp"
#include "server/snapshot_store.hpp"

namespace mallctl::server {

// `store`, `draining` and `gate` must outlive the router. `version` is mallctl's, shown on the page at "/".
Router make_api(const SnapshotStore& store, const std::atomic<bool>& draining, std::string version,
                const Gate& gate);

}  // namespace mallctl::server
