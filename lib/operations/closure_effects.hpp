// What the closures in force do to a route.
#pragma once

#include "operations/ledger.hpp"
#include "operations/snapshot.hpp"
#include "operations/stop_order.hpp"

namespace mallctl::operations {

// Fills in the ledger's closures and what the same stops in the same order would cost with nothing closed.
// `options` has the closures in force, `taken` is the way that they leave. Two routes for each closure, where
// together they change anything.
void add_closure_effects(const Snapshot& snapshot, const ClosuresInForce& in_force, const StopPoints& stops,
                         const nav::RouteOptions& options, const StagedRoute& taken, Ledger& ledger);

}  // namespace mallctl::operations
