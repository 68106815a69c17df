// One mall as it was at one version: immutable, in memory, shared by every reader.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/hours.hpp"
#include "catalog/model.hpp"
#include "catalog/wares.hpp"
#include "core/clock.hpp"
#include "db/former_slugs.hpp"
#include "db/session.hpp"
#include "nav/graph.hpp"
#include "operations/artifact_cache.hpp"
#include "operations/closures.hpp"
#include "operations/tenancies.hpp"
#include "plan/model.hpp"

namespace mallctl::search {
class Index;
}

namespace mallctl::operations {

class GuideFacts;

// What a document of the search index is: a store, amenity, connector or location.
struct SearchedPlace {
    enum class Kind : std::uint8_t { gone, store, amenity, connector, location };
    Kind kind = Kind::gone;   // gone: the index is older than the rows
    std::uint32_t index = 0;  // into catalog.stores, plan.amenities, plan.connectors, catalog.locations
};

// An offer of a store, both documents of the search index, live in [from, to).
struct SearchedOffer {
    std::uint32_t store = 0;
    std::int64_t from = 0;  // seconds since 1970
    std::int64_t to = 0;
};

struct Snapshot {
    catalog::Mall mall;
    catalog::Catalog catalog;
    catalog::Wares wares;           // only where it was asked for
    plan::Plan plan;                // empty before the first import
    ArtifactBytes nav_bytes;        // what `nav` is a view of
    std::optional<nav::Graph> nav;  // nothing before `build nav`
    bool nav_stale = false;         // the artifact is of another plan, other settings or another layout

    ArtifactBytes search_bytes;                   // what `search` is a view of
    std::unique_ptr<const search::Index> search;  // null before `build search`
    bool search_stale = false;                    // the artifact is of other rows or of another layout
    // Beside the first documents of `search`, which are those that stand somewhere themselves.
    std::vector<SearchedPlace> searched_places;
    std::vector<SearchedOffer> searched_offers;  // by store

    // Beside catalog.stores, one for one.
    std::vector<Tenancy> tenancies;
    std::vector<std::optional<catalog::OpeningHours>>
        hours;  // the store's, else the mall's; nothing where neither is known

    std::vector<std::chrono::sys_days> holidays;  // the mall's, ascending

    // What is out of use and when; of `catalog.closures`. Never nullptr.
    std::unique_ptr<const ClosureSchedule> closures;

    // What guidance looks up. Never nullptr.
    std::unique_ptr<const GuideFacts> guide_facts;

    // Slugs that locations had before they were renamed.
    db::FormerSlugs former_locations;

    Snapshot();
    ~Snapshot();
    Snapshot(const Snapshot&) = delete;  // `nav` points into `nav_bytes`, as `search` does
    Snapshot& operator=(const Snapshot&) = delete;
};

// Puts a snapshot together and resolves what its parts say of each other; `held` as for make_tenancies.
// Throws core::Error(rejected) for damaged `nav_bytes` or `search_bytes` (empty: no graph, no index).
std::shared_ptr<const Snapshot> make_snapshot(catalog::Mall mall, catalog::Catalog catalog, plan::Plan plan,
                                              ArtifactBytes nav_bytes, bool nav_stale,
                                              const std::vector<db::LeasedUnit>& held = {},
                                              db::FormerSlugs former_locations = {},
                                              ArtifactBytes search_bytes = {}, catalog::Wares wares = {});

// Gives a snapshot its search index; throws core::Error(rejected) for damaged bytes (empty: none).
void set_search(Snapshot& snapshot, ArtifactBytes bytes, bool stale);

// What a snapshot is read for: questions about places, or all that is served.
enum class SnapshotParts : std::uint8_t { places, all };

// Reads everything of one mall in one transaction (wares only with `all`); the artifacts from `cache` where
// that holds them undamaged, and into it otherwise. One that cannot be read (of an older layout, damaged) is
// left out, and is stale. Throws core::Error(failed) for an unknown mall.
std::shared_ptr<const Snapshot> load_snapshot(db::Session& session, std::string_view mall_slug,
                                              const ArtifactCache& cache,
                                              SnapshotParts parts = SnapshotParts::places);

// Throws core::Error(failed) for a slug that is none of `malls`, with the closest one as advice.
[[noreturn]] void throw_unknown_mall(std::string_view slug, const std::vector<catalog::Mall>& malls);

// What is closed at an instant: routes, and all that is measured by them, respect it.
std::shared_ptr<const ClosuresInForce> closures_in_force(const Snapshot& snapshot, core::Instant at);

// Throws core::Error(failed) where there is none, with what builds it.
const nav::Graph& graph_of(const Snapshot& snapshot);

// Throws core::Error(failed) where there is none, with what builds it.
const search::Index& search_of(const Snapshot& snapshot);

// The units that a store occupies at an instant: those of its leases then in force, else those it states.
const std::vector<plan::UnitIndex>& units_of_store(const Snapshot& snapshot, std::size_t store,
                                                   core::Instant at);

}  // namespace mallctl::operations
