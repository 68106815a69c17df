// GET /docs: the description of the API as a page that can be browsed and tried. It asks no other host, and
// its policy (Content-Security-Policy) lets it.
#pragma once

#include <vector>

#include "server/route.hpp"

namespace mallctl::server {

// The page; without the viewer, where to read the description instead.
struct DocsPage {
    http::Response operator()(const Call& call) const;
};

// What the page loads.
struct DocsAsset {
    http::Response operator()(const Call& call) const;
};

std::vector<Route> docs_routes();

}  // namespace mallctl::server
