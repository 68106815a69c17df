#include "server/endpoints/place_problem.hpp"

#include <fmt/format.h>

#include "server/http/problem.hpp"

namespace mallctl::server {

namespace {

constexpr const char* place_advice =
    "a place is location:SLUG, store:SLUG, unit:REF@LEVEL, id:UUID or geo:LAT,LON@LEVEL; the mall's "
    "/locations and /stores list slugs";

}  // namespace

void throw_place_problem(const core::Error& error) {
    if (error.fault() == core::Fault::usage) {
        throw http::ProblemError({400, "bad-place", "The place is ambiguous or malformed", error.what(),
                                  http::client_advice(error, place_advice), 0});
    }
    if (error.fault() != core::Fault::failed) throw;
    throw http::ProblemError({404, "unknown-place", "There is no such place", error.what(),
                              http::client_advice(error, place_advice), 0});
}

void require_graph(const operations::Snapshot& snapshot) {
    if (snapshot.nav) return;
    throw http::ProblemError({503, "no-navigation", "The mall has no navigation graph",
                              fmt::format("mall '{}' has no navigation graph yet", snapshot.mall.slug),
                              "the operator builds it with: mallctl build nav", 60});
}

}  // namespace mallctl::server
