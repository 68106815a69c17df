// GET /healthz: the process is alive and its threads answer. Says nothing of what it can serve.
#pragma once

#include "server/route.hpp"

namespace mallctl::server {

struct Healthz {
    http::Response operator()(const Call& call) const;
};

Route healthz_route();

}  // namespace mallctl::server
