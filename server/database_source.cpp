#include <chrono>
#include <memory>
#include <utility>
#include <vector>

#include "db/mall_repository.hpp"
#include "db/outbox.hpp"
#include "db/session_pool.hpp"
#include "server/snapshot_feed.hpp"

namespace mallctl::server {

namespace {

// As many malls are loaded at once; more wait as long as a load takes that meets a slow database.
db::SessionPoolOptions pool_options() {
    db::SessionPoolOptions options;
    options.name = "mallctl serve: snapshots";
    options.most = 3;
    options.patience = std::chrono::seconds(8);
    return options;
}

std::vector<catalog::Mall> list_malls(db::Session& session) {
    db::Transaction transaction(session, std::nullopt, db::Transaction::Mode::read);
    return db::MallRepository(transaction).list();
}

}  // namespace

SnapshotSource database_source(std::function<db::Endpoint()> endpoint, operations::ArtifactCache cache) {
    auto sessions = std::make_shared<db::SessionPool>(endpoint, pool_options());
    return {[sessions] { return sessions->with("", list_malls); },
            [sessions, cache = std::move(cache)](std::string_view slug) {
                return sessions->with("", [&](db::Session& session) -> SnapshotPointer {
                    return operations::load_snapshot(session, slug, cache, operations::SnapshotParts::all);
                });
            },
            [endpoint](const std::function<bool()>& stop,
                       const std::function<void(const core::Uuid& mall)>& announce) {
                db::listen(endpoint(), stop, [&](const db::OutboxEvent& event) { announce(event.mall); });
            }};
}

}  // namespace mallctl::server
