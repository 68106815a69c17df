// How the running servers are, as they have told the database, beside what the database has.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "db/nodes.hpp"
#include "db/session.hpp"

namespace mallctl::operations {

// A node tells of itself every few seconds; one that has not for so long is gone.
inline constexpr std::chrono::seconds node_gone_after{15};

struct NodeMallStatus {
    db::NodeMall served;
    std::optional<std::int64_t> newest;  // version in the database; nothing: it has no such mall any more
};

struct NodeStatus {
    db::NodeReport node;  // `state` "gone" for one that is; `malls` empty
    std::int64_t seen_s = 0;
    std::vector<NodeMallStatus> malls;
};

std::vector<NodeStatus> node_status(db::Session& session);

}  // namespace mallctl::operations
