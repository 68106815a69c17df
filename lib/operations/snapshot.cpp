#include "operations/snapshot.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/closest.hpp"
#include "core/error.hpp"
#include "db/artifact_repository.hpp"
#include "db/catalog_repository.hpp"
#include "db/mall_repository.hpp"
#include "db/plan_repository.hpp"
#include "operations/build.hpp"
#include "operations/find_mall.hpp"
#include "plan/lookup.hpp"

namespace mallctl::operations {

namespace {

std::vector<plan::UnitIndex> resolve_units(const plan::Plan& plan,
                                           const std::vector<std::string>& references) {
    std::vector<plan::UnitIndex> units;
    for (const auto& reference : references) {
        const auto found = plan::find_units(plan, reference);
        units.insert(units.end(), found.begin(), found.end());
    }
    return units;
}

bool is_for(const catalog::Lease& lease, const catalog::Store& store) {
    return lease.store.empty() ? !store.tenant.empty() && lease.tenant == store.tenant
                               : lease.store == store.slug;
}

Tenancy tenancy_of(const catalog::Store& store, const catalog::Catalog& catalog, const plan::Plan& plan) {
    Tenancy tenancy;
    tenancy.stated = resolve_units(plan, store.units);
    for (const auto& lease : catalog.leases) {
        if (is_for(lease, store))
            tenancy.leased.push_back({lease.from, lease.to, resolve_units(plan, lease.units)});
    }
    return tenancy;
}

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
                                              std::vector<std::byte> nav_bytes, bool nav_stale) {
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->mall = std::move(mall);
    snapshot->catalog = std::move(catalog);
    snapshot->plan = std::move(plan);
    snapshot->nav_bytes = std::move(nav_bytes);
    if (!snapshot->nav_bytes.empty()) snapshot->nav.emplace(snapshot->nav_bytes);
    snapshot->nav_stale = nav_stale;
    const auto mall_hours = hours_of(snapshot->mall.hours);
    for (const auto& store : snapshot->catalog.stores) {
        snapshot->tenancies.push_back(tenancy_of(store, snapshot->catalog, snapshot->plan));
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
    auto plan = db::PlanRepository(transaction).current().value_or(plan::Plan{});
    db::ArtifactRepository artifacts(transaction);
    std::vector<std::byte> bytes;
    bool stale = false;
    if (const auto info = artifacts.find("nav")) {
        bytes = artifacts.bytes("nav").value_or(std::vector<std::byte>{});
        stale = info->input_sha256 != nav_input_sha256(plan);
    }
    return make_snapshot(std::move(mall), std::move(catalog), std::move(plan), std::move(bytes), stale);
}

const std::vector<plan::UnitIndex>& units_of_store(const Snapshot& snapshot, std::size_t store,
                                                   core::Instant at) {
    const Tenancy& tenancy = snapshot.tenancies[store];
    if (tenancy.leased.empty()) return tenancy.stated;
    const auto local = core::to_local(at, snapshot.mall.time_zone);
    const std::string today = fmt::format("{:04}-{:02}-{:02}", local.year, local.month, local.day);
    const auto in_force = [&today](const Tenancy::Leased& lease) {
        return lease.from <= today && (lease.to.empty() || today < lease.to);
    };
    const auto it = std::find_if(tenancy.leased.begin(), tenancy.leased.end(), in_force);
    return it == tenancy.leased.end() ? tenancy.stated : it->units;
}

}  // namespace mallctl::operations
