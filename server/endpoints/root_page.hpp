// GET /: a page for people that says what runs here and links what it answers, with places of the malls it
// serves.
#pragma once

#include <string>

#include "server/route.hpp"
#include "server/snapshot_store.hpp"

namespace mallctl::server {

struct RootPage {
    const SnapshotStore& store;
    std::string version;  // of mallctl

    http::Response operator()(const Call& call) const;
};

Route root_page_route(const SnapshotStore& store, std::string version);

}  // namespace mallctl::server
