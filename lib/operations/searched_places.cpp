// set_search: a snapshot's search index, and what its documents are in the snapshot.
#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>

#include "operations/guide_facts.hpp"
#include "operations/snapshot.hpp"
#include "search/index.hpp"

namespace mallctl::operations {

namespace {

using Kind = SearchedPlace::Kind;

class Places {
  public:
    explicit Places(const Snapshot& snapshot) {
        add(stores_, Kind::store, snapshot.catalog.stores, [](const auto& row) { return row.slug; });
        add(locations_, Kind::location, snapshot.catalog.locations, [](const auto& row) { return row.slug; });
        const auto id_of = [](const auto& feature) { return core::to_string(feature.id); };
        add(amenities_, Kind::amenity, snapshot.plan.amenities, id_of);
        add(amenities_, Kind::connector, snapshot.plan.connectors, id_of);
    }

    SearchedPlace find(search::DocumentKind kind, std::string_view slug) const {
        const auto& places = kind == search::DocumentKind::store      ? stores_
                             : kind == search::DocumentKind::location ? locations_
                                                                      : amenities_;
        const auto it = places.find(std::string(slug));
        return it == places.end() ? SearchedPlace{} : it->second;
    }

  private:
    using Map = std::unordered_map<std::string, SearchedPlace>;

    template <class Rows, class Key>
    static void add(Map& places, Kind kind, const Rows& rows, const Key& key) {
        for (std::size_t i = 0; i < rows.size(); ++i)
            places.emplace(key(rows[i]), SearchedPlace{kind, static_cast<std::uint32_t>(i)});
    }

    Map stores_;
    Map locations_;
    Map amenities_;
};

}  // namespace

Snapshot::Snapshot() = default;
Snapshot::~Snapshot() = default;

void set_search(Snapshot& snapshot, ArtifactBytes bytes, bool stale) {
    snapshot.search.reset();
    snapshot.searched_places.clear();
    snapshot.searched_offers.clear();
    snapshot.search_bytes = std::move(bytes);
    snapshot.search_stale = stale;
    if (snapshot.search_bytes.empty()) return;
    search::Index index(snapshot.search_bytes.view());
    // As with the graph: what is damaged is replaced now, and not found out by who searches.
    index.verify();
    const Places places(snapshot);
    const search::IndexView& view = index.view();
    for (search::DocumentId document = 0; document < view.document_count(); ++document) {
        const auto kind = view.kind_of(document);
        if (kind == search::DocumentKind::product) break;
        if (kind == search::DocumentKind::offer) {  // is where its store is, and so is a product
            const auto [from, to] = view.validity_of(document);
            const auto store = view.store_of(document);
            if (store != search::no_document) snapshot.searched_offers.push_back({store, from, to});
            continue;
        }
        snapshot.searched_places.push_back(places.find(kind, view.slug_of(document)));
    }
    std::sort(snapshot.searched_offers.begin(), snapshot.searched_offers.end(),
              [](const SearchedOffer& a, const SearchedOffer& b) { return a.store < b.store; });
    snapshot.search = std::make_unique<const search::Index>(std::move(index));
}

}  // namespace mallctl::operations
