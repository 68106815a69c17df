// What the flags and the settings of mallctl serve say together: a flag that is given wins.
#pragma once

#include <cstddef>
#include <string>

#include "cli/serve/flags.hpp"
#include "operations/snapshot/snapshot_cache.hpp"
#include "server/cors.hpp"
#include "server/imports/import_worker.hpp"
#include "server/server.hpp"
#include "server/upkeep.hpp"

namespace mallctl::cli {

class Context;

// Addresses, TLS, limits of connections and the time to drain. Throws core::Error(usage) for what is
// malformed.
server::ServeOptions server_options(const ServeFlags& flags, Context& context);

// Who reads /metrics without a credential. Throws core::Error(usage) for what is no network.
server::http::Networks metrics_networks(const ServeFlags& flags, Context& context);

// Whose pages may read the API. Throws core::Error(usage) for what is no origin.
server::Origins cors_origins(const ServeFlags& flags, Context& context);

// Form, level and choice of lines, for the whole process.
void set_up_log(const ServeFlags& flags, Context& context);

// The first line of the file that the setting names; empty without the setting. Throws core::Error(usage),
// with the advice, for a file without one.
std::string secret_in_file(Context& context, const char* key, const char* advice);

// What payments are signed with: the first line of the file that the setting payment-secret-file names; empty
// without the setting. Throws core::Error(usage) for a file without one.
std::string payment_secret(Context& context);

// Where snapshots are kept for when the database is away: apart for each database, since malls of several may
// have one data directory.
operations::SnapshotCache snapshot_cache(Context& context);

// Bytes of one upload. Throws core::Error(usage) for a setting that is no size or over 1 GiB.
std::size_t max_upload(Context& context);

// Where uploads lie while they are read: below the data directory, or the system's for temporary files.
server::ImportWorkerOptions import_options(Context& context);

server::UpkeepOptions upkeep_options(Context& context);

}  // namespace mallctl::cli
