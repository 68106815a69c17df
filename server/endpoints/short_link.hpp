// GET /w/{location}?m=MALL&h=HEADING: the short address in the QR code of a poster; leads on to the walk-in.
#pragma once

#include "server/route.hpp"
#include "server/snapshot_store.hpp"

namespace mallctl::server {

// Answers 302, so that where posters lead can change while they hang. `h`, which way the reader faced when
// the poster was printed, is for clients that read the link themselves: the walk-in tells the heading of
// today.
struct ShortLink {
    const SnapshotStore& store;

    http::Response operator()(const Call& call) const;
};

Route short_link_route(const SnapshotStore& store);

}  // namespace mallctl::server
