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
#include "operations/build.hpp"
#include "operations/find_mall.hpp"

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
                                              std::vector<std::byte> nav_bytes, bool nav_stale,
                                              const std::vector<db::LeasedUnit>& held,
                                              db::FormerSlugs former_locations) {
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->mall = std::move(mall);
    snapshot->catalog = std::move(catalog);
    snapshot->plan = std::move(plan);
    snapshot->nav_bytes = std::move(nav_bytes);
    if (!snapshot->nav_bytes.empty()) snapshot->nav.emplace(snapshot->nav_bytes);
    snapshot->nav_stale = nav_stale;
    snapshot->former_locations = std::move(former_locations);
    snapshot->tenancies = make_tenancies(snapshot->catalog, snapshot->plan, held);
    snapshot->holidays = catalog::holidays_of(snapshot->mall.holidays);
    const auto mall_hours = hours_of(snapshot->mall.hours);
    for (const auto& store : snapshot->catalog.stores) {
        snapshot->hours.push_back(store.hours.empty() ? mall_hours : hours_of(store.hours));
    }
    return snapshot;
}

std::shared_ptr<const Snapshot> load_snapshot(db::Session& session, std::string_view mall_slug) {
    auto mall = find_mall(session, mall_slug);
    db::Transaction transaction(session, mall.id, db::Transaction::Mode::read);
    // Read again inside the transaction, so that version and rows belong together.
    if (auto fresh = db::MallRepository(transaction).find(mall_slug)) mall = *fresh;
    auto catalog = db::CatalogRepository(transaction).load();
    const auto held = db::leased_units(transaction, {});
    auto plan = db::PlanRepository(transaction).current().value_or(plan::Plan{});
    db::ArtifactRepository artifacts(transaction);
    std::vector<std::byte> bytes;
    bool stale = false;
    if (const auto info = artifacts.find("nav")) {
        bytes = artifacts.bytes("nav").value_or(std::vector<std::byte>{});
        stale = info->input_sha256 != nav_input_sha256(plan);
    }
    return make_snapshot(std::move(mall), std::move(catalog), std::move(plan), std::move(bytes), stale, held,
                         db::former_slugs(transaction, *catalog::find_kind("location")));
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
