// The running servers as text: what `status` prints.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "operations/node_status.hpp"

namespace mallctl::cli {

// `format`: "table", "json", "jsonl", "csv" or "yaml". JSON has for each node "node", "host", "pid",
// "address", "program", "state", "seen_s", "started_at", "sockets" and "malls" ("mall", "version",
// "newest_version", "age_s"); the flat formats have a row for each mall of each node.
std::string status_text(const std::vector<operations::NodeStatus>& nodes, std::string_view format);

}  // namespace mallctl::cli
