// POST /api/v1/malls/{mall}/sensors/readings and GET /api/v1/malls/{mall}/parking.
#pragma once

#include <memory>
#include <vector>

#include "db/session_pool.hpp"
#include "server/router.hpp"

namespace mallctl::server {

// {"readings": [{"sensor", "at", "kind": "parking"|"footfall", "place", "count"|"delta"}, ...]}, 1000 at
// most; `place` is a parking zone's or location's slug, and the sensor's name where it is absent. In any
// order of their times; the same again is "known". Answers the outcome of each.
struct TakeReadings {
    db::SessionPool& pool;

    http::Response operator()(const Call& call) const;
};

// How full each parking zone is. Kept for a second, and for as long as the database is away, so that shoppers
// who look do not each ask it.
class ParkingLevels {
  public:
    explicit ParkingLevels(db::SessionPool& pool);

    http::Response operator()(const Call& call) const;

  private:
    struct Kept;
    db::SessionPool* pool_;
    std::shared_ptr<Kept> kept_;
};

std::vector<Route> sensor_routes(db::SessionPool& pool);

}  // namespace mallctl::server
