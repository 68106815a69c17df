// /api/v1/malls/{mall}/imports: floor plans uploaded, looked at, and then applied.
//
// An import is a resource with a state (db/staged_imports.hpp); its ETag changes with it. What takes long is
// done by an ImportWorker: the answer is 202, and the state tells how it goes on.
#pragma once

#include <cstddef>
#include <vector>

#include "db/session_pool.hpp"
#include "server/imports/import_worker.hpp"
#include "server/router.hpp"

namespace mallctl::server {

// What a caller may upload at once, without another limit.
inline constexpr std::size_t usual_upload_bytes = std::size_t{64} << 20;

// POST .../imports: one file as the body, or several as multipart/form-data (Idempotency-Key).
struct UploadImport {
    db::SessionPool& pool;
    ImportWorker& worker;

    http::Response operator()(const Call& call) const;
};

struct ListImports {
    db::SessionPool& pool;

    http::Response operator()(const Call& call) const;
};

struct ReadImport {
    db::SessionPool& pool;

    http::Response operator()(const Call& call) const;
};

// POST .../imports/{import}/check: compares it with the mall as it is by now.
struct CheckImport {
    db::SessionPool& pool;
    ImportWorker& worker;

    http::Response operator()(const Call& call) const;
};

// POST .../imports/{import}/apply: 409 where the mall has changed since the check, 412 by If-Match.
struct ApplyImport {
    db::SessionPool& pool;
    ImportWorker& worker;

    http::Response operator()(const Call& call) const;
};

struct DeleteImport {
    db::SessionPool& pool;

    http::Response operator()(const Call& call) const;
};

// All must outlive the routes. `max_upload`: bytes of one upload.
std::vector<Route> import_routes(db::SessionPool& pool, ImportWorker& worker, std::size_t max_upload);

}  // namespace mallctl::server
