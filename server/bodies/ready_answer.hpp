// How endpoints answer from what was made ahead.
#pragma once

#include <functional>
#include <string_view>

#include "core/clock.hpp"
#include "server/bodies/body_cache.hpp"
#include "server/http/response.hpp"
#include "server/snapshot_store.hpp"

namespace mallctl::server::bodies {

using MakeOfMall = std::function<MadeBody(const operations::Snapshot& snapshot, core::Instant now)>;
using MakeOfAll = std::function<MadeBody(const MallView& view, core::Instant now)>;

// The answer about one mall: the one that is kept for `key` with its snapshot, else what `make` makes. What
// it makes must be the same for whoever asks. Throws as SnapshotStore::require, and what `make` throws. Pass
// a lambda that captures one reference: larger ones allocate.
http::Response ready_answer(const SnapshotStore& store, std::string_view mall, BodyKey key,
                            const MakeOfMall& make);

// Whether the answer is kept with the mall's snapshot and holds now. Takes no lock.
bool is_ready(const SnapshotStore& store, std::string_view mall, BodyKey key);

// The answer about several malls: kept until any of them changes, comes into memory or leaves it.
http::Response ready_answer(const SnapshotStore& store, BodyKey key, const MakeOfAll& make);

}  // namespace mallctl::server::bodies
