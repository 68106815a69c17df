#include "operations/snapshot.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "catalog/holidays.hpp"
#include "catalog/term_state.hpp"
#include "core/closest.hpp"
#include "core/error.hpp"
#include "db/artifact_repository.hpp"
#include "db/catalog_repository.hpp"
#include "db/mall_repository.hpp"
#include "db/plan_repository.hpp"
#include "db/wares_repository.hpp"
#include "operations/build.hpp"
#include "operations/build_search.hpp"
#include "operations/find_mall.hpp"
#include "operations/guide_facts.hpp"
#include "operations/snapshot/restore.hpp"

namespace mallctl::operations {

namespace {

// Hours that do not parse come from an import (apply refuses them): the store's state is then unknown, not
// wrong.
std::optional<catalog::OpeningHours> hours_of(const std::string& text) {
    if (text.empty()) return std::nullopt;
    try {
        return catalog::OpeningHours::parse(text);
    } catch (const core::Error&) {
        return std::nullopt;
    }
}

std::shared_ptr<Snapshot> with_hours(catalog::Mall mall, catalog::Catalog catalog, plan::Plan plan) {
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->mall = std::move(mall);
    snapshot->catalog = std::move(catalog);
    snapshot->plan = std::move(plan);
    snapshot->holidays = catalog::holidays_of(snapshot->mall.holidays);
    const auto mall_hours = hours_of(snapshot->mall.hours);
    for (const auto& store : snapshot->catalog.stores) {
        snapshot->hours.push_back(store.hours.empty() ? mall_hours : hours_of(store.hours));
    }
    return snapshot;
}

std::shared_ptr<Snapshot> without_graph(catalog::Mall mall, catalog::Catalog catalog, plan::Plan plan,
                                        const std::vector<db::LeasedUnit>& held) {
    auto snapshot = with_hours(std::move(mall), std::move(catalog), std::move(plan));
    snapshot->tenancies = make_tenancies(snapshot->catalog, snapshot->plan, held);
    return snapshot;
}

void set_graph(Snapshot& snapshot, ArtifactBytes bytes, bool stale) {
    snapshot.nav_bytes = std::move(bytes);
    if (!snapshot.nav_bytes.empty()) snapshot.nav.emplace(snapshot.nav_bytes.view());
    snapshot.nav_stale = stale;
    snapshot.closures = std::make_unique<ClosureSchedule>(snapshot.catalog.closures, snapshot.plan,
                                                          snapshot.nav ? &*snapshot.nav : nullptr);
    snapshot.guide_facts = std::make_unique<const GuideFacts>(
        snapshot.plan, snapshot.nav ? &*snapshot.nav : nullptr, snapshot.tenancies);
}

using Set = void (*)(Snapshot&, ArtifactBytes, bool stale);

// False where the cache does not hold the artifact, or not whole.
bool set_cached(const ArtifactCache& cache, const db::ArtifactInfo& info, Set set, bool stale,
                Snapshot& snapshot) {
    auto bytes = cache.find(info.kind, info.sha256, info.size);
    if (!bytes) return false;
    try {
        set(snapshot, std::move(*bytes), stale);
        return true;
    } catch (const core::Error& error) {
        if (error.fault() != core::Fault::rejected) throw;
        return false;  // damaged on this machine's disk: what the database has replaces it
    }
}

void load_artifact(db::Transaction& transaction, const ArtifactCache& cache, const ArtifactKind& kind,
                   const std::optional<std::string>& input, Set set, Snapshot& snapshot) {
    const auto info = db::ArtifactRepository(transaction).find(kind.name);
    const bool stale = info && info->input_sha256 != input;
    if (info && set_cached(cache, *info, set, stale, snapshot)) return;
    ArtifactBytes bytes;
    const auto fetched = info ? readable_bytes(transaction, kind) : std::nullopt;
    if (fetched) bytes = cache.keep(kind.name, snapshot.mall.id, info->sha256, *fetched);
    // What cannot be read is as good as none, and the rest of the mall is served without it.
    const bool is_unreadable = info && bytes.empty();
    set(snapshot, std::move(bytes), stale || is_unreadable);
}

}  // namespace

void throw_unknown_mall(std::string_view slug, const std::vector<catalog::Mall>& malls) {
    std::vector<std::string> slugs;
    for (const auto& mall : malls) slugs.push_back(mall.slug);
    const auto near = core::closest(slug, slugs);
    throw core::Error(core::Fault::failed, fmt::format("there is no mall \"{}\"", slug),
                      near
                          ? fmt::format("did you mean {}?", *near)
                          : "list them: mallctl get mall; create one: mallctl apply DIR, or import --create");
}

std::shared_ptr<const Snapshot> make_snapshot(catalog::Mall mall, catalog::Catalog catalog, plan::Plan plan,
                                              ArtifactBytes nav_bytes, bool nav_stale,
                                              const std::vector<db::LeasedUnit>& held,
                                              db::FormerSlugs former_locations, ArtifactBytes search_bytes,
                                              catalog::Wares wares) {
    auto snapshot = without_graph(std::move(mall), std::move(catalog), std::move(plan), held);
    snapshot->former_locations = std::move(former_locations);
    snapshot->wares = std::move(wares);
    set_graph(*snapshot, std::move(nav_bytes), nav_stale);
    set_search(*snapshot, std::move(search_bytes), false);
    return snapshot;
}

namespace {

void set_readable(Snapshot& snapshot, SnapshotArtifact artifact, Set set) {
    try {
        set(snapshot, std::move(artifact.bytes), artifact.stale);
    } catch (const core::Error& error) {
        if (error.fault() != core::Fault::rejected) throw;
        set(snapshot, {}, true);
    }
}

}  // namespace

std::shared_ptr<const Snapshot> restore_snapshot(RestoredParts parts) {
    auto snapshot = with_hours(std::move(parts.mall), std::move(parts.catalog), std::move(parts.plan));
    snapshot->wares = std::move(parts.wares);
    snapshot->tenancies = std::move(parts.tenancies);
    snapshot->former_locations = std::move(parts.former_locations);
    set_readable(*snapshot, std::move(parts.nav), set_graph);
    set_readable(*snapshot, std::move(parts.search), set_search);
    return snapshot;
}

std::shared_ptr<const Snapshot> load_snapshot(db::Session& session, std::string_view mall_slug,
                                              const ArtifactCache& cache, SnapshotParts parts) {
    auto mall = find_mall(session, mall_slug);
    db::Transaction transaction(session, mall.id, db::Transaction::Mode::read);
    // Read again inside the transaction, so that version and rows belong together.
    if (auto fresh = db::MallRepository(transaction).find(mall_slug)) mall = *fresh;
    auto catalog = db::CatalogRepository(transaction).load();
    auto plan = db::PlanRepository(transaction).current().value_or(plan::Plan{});
    auto snapshot = without_graph(std::move(mall), std::move(catalog), std::move(plan),
                                  db::leased_units(transaction, {}));
    if (parts == SnapshotParts::all) snapshot->wares = db::load_wares(transaction);
    snapshot->former_locations = db::former_slugs(transaction, *catalog::find_kind("location"));
    load_artifact(transaction, cache, nav_kind(), nav_input_sha256(snapshot->plan, snapshot->mall), set_graph,
                  *snapshot);
    load_artifact(transaction, cache, search_kind(), search_kind().input(transaction), set_search, *snapshot);
    return snapshot;
}

std::shared_ptr<const ClosuresInForce> closures_in_force(const Snapshot& snapshot, core::Instant at) {
    return snapshot.closures->at(at);
}

const nav::Graph& graph_of(const Snapshot& snapshot) {
    if (snapshot.nav) return *snapshot.nav;
    throw core::Error(core::Fault::failed, fmt::format("mall {} has no navigation graph", snapshot.mall.slug),
                      fmt::format("build it: mallctl build nav --mall {}", snapshot.mall.slug));
}

const search::Index& search_of(const Snapshot& snapshot) {
    if (snapshot.search) return *snapshot.search;
    throw core::Error(core::Fault::failed, fmt::format("mall {} has no search index", snapshot.mall.slug),
                      fmt::format("build it: mallctl build search --mall {}", snapshot.mall.slug));
}

const std::vector<plan::UnitIndex>& units_of_store(const Snapshot& snapshot, std::size_t store,
                                                   core::Instant at) {
    const Tenancy& tenancy = snapshot.tenancies[store];
    if (tenancy.leased.empty()) return tenancy.stated;
    const std::string today = catalog::local_day(at, snapshot.mall.time_zone);
    const auto in_force = [&today](const Tenancy::Leased& lease) {
        return lease.from <= today && (lease.to.empty() || today < lease.to);
    };
    const auto it = std::find_if(tenancy.leased.begin(), tenancy.leased.end(), in_force);
    return it == tenancy.leased.end() ? tenancy.stated : it->units;
}

}  // namespace mallctl::operations
