#include "search/query/facets.hpp"

#include <algorithm>
#include <map>

namespace mallctl::search {

namespace {

std::vector<FacetCount> by_count(const std::map<std::string, std::size_t, std::less<>>& counts) {
    std::vector<FacetCount> facets;
    facets.reserve(counts.size());
    for (const auto& [value, count] : counts) facets.push_back({value, count});
    std::stable_sort(facets.begin(), facets.end(),
                     [](const FacetCount& a, const FacetCount& b) { return a.count > b.count; });
    return facets;
}

struct OwnerFacts {
    std::vector<std::string> levels;
    bool open = false;
    bool offer = false;
};

}  // namespace

DocumentId owner_of(const IndexView& index, DocumentId document) {
    const DocumentId store = index.store_of(document);
    return store == no_document ? document : store;
}

Facets count_facets(const IndexView& index, std::span<const DocumentId> documents,
                    const DocumentFacts& facts) {
    std::map<DocumentId, OwnerFacts> owners;
    const auto facts_of = [&](DocumentId owner) -> const OwnerFacts& {
        const auto [found, added] = owners.try_emplace(owner);
        if (added) {
            if (facts.levels) found->second.levels = facts.levels(owner);
            found->second.open = facts.is_open && facts.is_open(owner).value_or(false);
            found->second.offer = facts.has_offer && facts.has_offer(owner);
        }
        return found->second;
    };
    std::map<std::string, std::size_t, std::less<>> levels;
    std::map<std::string, std::size_t, std::less<>> categories;
    Facets counted;
    for (const DocumentId document : documents) {
        const OwnerFacts& of = facts_of(owner_of(index, document));
        for (const std::string& level : of.levels) ++levels[level];
        if (!index.category_of(document).empty()) ++categories[std::string(index.category_of(document))];
        counted.open_now += of.open ? 1 : 0;
        counted.has_offer += of.offer ? 1 : 0;
    }
    counted.level = by_count(levels);
    counted.category = by_count(categories);
    return counted;
}

}  // namespace mallctl::search
