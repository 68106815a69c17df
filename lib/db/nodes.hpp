// The running servers, as they tell of themselves.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/clock.hpp"
#include "core/uuid.hpp"
#include "db/session.hpp"

namespace mallctl::db {

// A mall in the memory of a node.
struct NodeMall {
    std::string slug;
    std::int64_t version = 0;  // of the snapshot that is served
    std::int64_t age_s = 0;    // since that was loaded
};

struct NodeReport {
    core::Uuid id = {};  // of one run of a server
    std::string host;
    std::int64_t pid = 0;
    std::string address;  // "http://127.0.0.1:8080"
    std::string version;  // of mallctl
    std::string state;    // "ready", "not_ready" or "stopping"
    std::int64_t sockets = 0;
    core::Instant started_at = {};
    std::vector<NodeMall> malls;
};

struct SeenNode {
    NodeReport report;
    std::int64_t seen_s = 0;  // since it told this, by the clock of the database
};

// Takes the place of what the node told before. Nodes that have told nothing for an hour are forgotten.
void report_node(Session& session, const NodeReport& report);

void forget_node(Session& session, const core::Uuid& id);

// By host, address and id; malls by slug.
std::vector<SeenNode> list_nodes(Transaction& transaction);

}  // namespace mallctl::db
