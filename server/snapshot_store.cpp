#include "server/snapshot_store.hpp"

#include <fmt/format.h>

#include <utility>

#include "server/http/problem.hpp"

namespace mallctl::server {

SnapshotStore::SnapshotStore() : view_(std::make_shared<const MallView>()) {}

SnapshotPointer SnapshotStore::require(std::string_view slug) const {
    const std::shared_ptr<const MallView> now = view();
    const auto found = now->malls.find(slug);
    if (found != now->malls.end() && found->second.snapshot) return found->second.snapshot;
    if (found != now->malls.end()) {
        throw http::ProblemError({503, "mall-unavailable", "The mall cannot be served at the moment",
                                  fmt::format("mall '{}' has not been loaded", slug), "try again shortly",
                                  5});
    }
    if (!now->listed) {
        throw http::ProblemError({503, "not-ready", "The server is not ready",
                                  "the malls have not been loaded yet", "try again shortly", 5});
    }
    throw http::ProblemError({404, "unknown-mall", "There is no such mall",
                              fmt::format("there is no mall '{}'", slug), "/api/v1/malls lists them", 0});
}

void SnapshotStore::change(const std::function<void(MallView&)>& edit) {
    const std::lock_guard lock(writers_);
    auto next = std::make_shared<MallView>(*view_.load());
    edit(*next);
    view_.store(std::move(next));
}

void SnapshotStore::put(SnapshotPointer snapshot) {
    change([&](MallView& view) {
        const std::string slug = snapshot->mall.slug;
        view.malls[slug] = {std::move(snapshot), false};
    });
}

void SnapshotStore::mark_outdated(const std::string& slug) {
    change([&](MallView& view) { view.malls[slug].outdated = true; });
}

void SnapshotStore::set_listed(const std::set<std::string>& slugs) {
    change([&](MallView& view) {
        view.listed = true;
        std::erase_if(view.malls, [&](const auto& entry) { return !slugs.contains(entry.first); });
        for (const std::string& slug : slugs) view.malls.try_emplace(slug);
    });
}

void SnapshotStore::set_source_down(std::optional<core::Instant> since) {
    change([&](MallView& view) { view.source_down_since = since; });
}

}  // namespace mallctl::server
