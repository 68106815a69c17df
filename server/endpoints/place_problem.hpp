// What is wrong with a place, or with asking for ways, as problems.
#pragma once

#include "core/error.hpp"
#include "operations/snapshot.hpp"

namespace mallctl::server {

// Throws http::ProblemError: 404 "unknown-place" where there is none, 400 "bad-place" for one that is
// ambiguous or malformed; the error being handled for all else: call it where one is.
[[noreturn]] void throw_place_problem(const core::Error& error);

// Throws http::ProblemError(503 "no-navigation") for a mall without a graph.
void require_graph(const operations::Snapshot& snapshot);

}  // namespace mallctl::server
