// What the flags and the settings of mallctl serve say together: a flag that is given wins.
#pragma once

#include <string>

#include "cli/serve/flags.hpp"
#include "operations/snapshot/snapshot_cache.hpp"
#include "server/server.hpp"

namespace mallctl::cli {

class Context;

// Addresses, TLS, limits of connections and the time to drain. Throws core::Error(usage) for what is
// malformed.
server::ServeOptions server_options(const ServeFlags& flags, Context& context);

// Form, level and choice of lines, for the whole process.
void set_up_log(const ServeFlags& flags, Context& context);

// What payments are signed with: the first line of the file that the setting payment-secret-file names; empty
// without the setting. Throws core::Error(usage) for a file without one.
std::string payment_secret(Context& context);

// Where snapshots are kept for when the database is away: apart for each database, since malls of several may
// have one data directory.
operations::SnapshotCache snapshot_cache(Context& context);

}  // namespace mallctl::cli
