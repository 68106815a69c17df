#include "search/build/corpus_order.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "core/error.hpp"

namespace mallctl::search {

namespace {

constexpr std::array kind_names{"stores", "amenities", "locations", "offers", "products"};

// A document as it is sorted by kind and slug: most slugs differ in their beginnings.
struct Key {
    DocumentKind kind;
    std::uint32_t place;
    std::uint64_t head;
};

void require_different(const std::vector<Document>& documents, const std::vector<Key>& sorted) {
    const auto twice = std::adjacent_find(sorted.begin(), sorted.end(), [&](const Key& a, const Key& b) {
        return a.kind == b.kind && a.head == b.head && documents[a.place].slug == documents[b.place].slug;
    });
    if (twice == sorted.end()) return;
    throw core::Error(
        core::Fault::rejected,
        fmt::format("two {} to search have the slug '{}'",
                    kind_names.at(static_cast<std::size_t>(twice->kind)), documents[twice->place].slug),
        "give one of them another slug");
}

std::vector<std::uint32_t> places_by_slug(const std::vector<Document>& documents, const CorpusFacts& facts) {
    std::vector<std::uint32_t> places(documents.size());
    std::iota(places.begin(), places.end(), 0U);
    if (facts.in_order) return places;
    std::vector<Key> keys;
    keys.reserve(documents.size());
    for (const std::uint32_t i : places) {
        keys.push_back({facts.documents[i].kind, i, facts.documents[i].slug_head});
    }
    std::sort(keys.begin(), keys.end(), [&](const Key& a, const Key& b) {
        if (a.kind != b.kind) return a.kind < b.kind;
        if (a.head != b.head) return a.head < b.head;
        return documents[a.place].slug < documents[b.place].slug;
    });
    require_different(documents, keys);
    std::transform(keys.begin(), keys.end(), places.begin(), [](const Key& key) { return key.place; });
    return places;
}

}  // namespace

CorpusOrder order_of(const std::vector<Document>& documents, const CorpusFacts& facts) {
    CorpusOrder order;
    order.by_slug = places_by_slug(documents, facts);
    order.by_rank = order.by_slug;
    const auto before = [&](std::uint32_t a, std::uint32_t b) {
        const DocumentFacts& of_a = facts.documents[a];
        const DocumentFacts& of_b = facts.documents[b];
        return of_a.kind != of_b.kind ? of_a.kind < of_b.kind : of_a.popularity > of_b.popularity;
    };
    // Kinds are in order already, and of most kinds no popularity is known.
    for (auto first = order.by_rank.begin(); first != order.by_rank.end();) {
        const auto end = std::find_if(first, order.by_rank.end(), [&](std::uint32_t place) {
            return facts.documents[place].kind != facts.documents[*first].kind;
        });
        if (!std::is_sorted(first, end, before)) std::stable_sort(first, end, before);
        first = end;
    }
    order.number_of.resize(documents.size());
    for (std::uint32_t i = 0; i < order.by_rank.size(); ++i) order.number_of[order.by_rank[i]] = i;
    return order;
}

}  // namespace mallctl::search
