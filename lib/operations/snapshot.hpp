// One mall as it was at one version: immutable, in memory, shared by every reader.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/model.hpp"
#include "core/uuid.hpp"
#include "db/session.hpp"
#include "nav/graph.hpp"
#include "plan/model.hpp"

namespace mallctl::operations {

struct Snapshot {
    catalog::Mall mall;
    catalog::Catalog catalog;
    plan::Plan plan;                      // empty before the first import
    std::vector<std::byte> nav_bytes;     // what `nav` is a view of
    std::optional<nav::Graph> nav;        // nothing before `build nav`
    bool nav_stale = false;               // the plan has changed since the artifact was built
};

// Reads everything of one mall in one transaction. Throws core::Error(failed) for an unknown mall.
std::shared_ptr<const Snapshot> load_snapshot(db::Session& session, std::string_view mall_slug);

}  // namespace mallctl::operations
