#include <memory>
#include <optional>
#include <utility>

#include "db/mall_repository.hpp"
#include "db/outbox.hpp"
#include "server/snapshot_feed.hpp"

namespace mallctl::server {

namespace {

// The loader's connection, opened when it is needed and dropped after any failure: a session never repairs
// itself.
class Loader {
    template <typename Work>
    auto with_session(Work work) {
        try {
            if (!session_) session_.emplace(endpoint_(), "mallctl serve: snapshots");
            return work(*session_);
        } catch (...) {
            session_.reset();
            throw;
        }
    }

  public:
    Loader(std::function<db::Endpoint()> endpoint, operations::ArtifactCache cache)
        : endpoint_(std::move(endpoint)), cache_(std::move(cache)) {}

    std::vector<catalog::Mall> list() {
        return with_session([](db::Session& session) {
            db::Transaction transaction(session, std::nullopt, db::Transaction::Mode::read);
            return db::MallRepository(transaction).list();
        });
    }

    SnapshotPointer load(std::string_view slug) {
        return with_session([&](db::Session& session) {
            return operations::load_snapshot(session, slug, cache_, operations::SnapshotParts::all);
        });
    }

  private:
    std::function<db::Endpoint()> endpoint_;
    operations::ArtifactCache cache_;
    std::optional<db::Session> session_;
};

}  // namespace

SnapshotSource database_source(std::function<db::Endpoint()> endpoint, operations::ArtifactCache cache) {
    auto loader = std::make_shared<Loader>(endpoint, std::move(cache));
    return {[loader] { return loader->list(); },
            [loader](std::string_view slug) { return loader->load(slug); },
            [endpoint](const std::function<bool()>& stop,
                       const std::function<void(const core::Uuid& mall)>& announce) {
                db::listen(endpoint(), stop, [&](const db::OutboxEvent& event) { announce(event.mall); });
            }};
}

}  // namespace mallctl::server
