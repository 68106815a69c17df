#include "search/build/corpus_order.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "core/error.hpp"

namespace mallctl::search {

namespace {

constexpr std::array kind_names{"stores", "amenities", "locations", "offers", "products"};

// The beginning of a slug as a number that sorts as it does.
std::uint64_t head_of(const std::string& slug) {
    std::uint64_t head = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        head = head << 8 | (i < slug.size() ? static_cast<unsigned char>(slug[i]) : 0U);
    }
    return head;
}

struct Key {
    DocumentKind kind;
    std::uint32_t place;
    std::uint64_t head;
};

}  // namespace

double popularity_of(const Document& document) {
    return std::isfinite(document.popularity) && document.popularity > 0 ? document.popularity : 0;
}

CorpusOrder order_of(const std::vector<Document>& documents) {
    std::vector<Key> keys;
    keys.reserve(documents.size());
    for (std::uint32_t i = 0; i < documents.size(); ++i) {
        keys.push_back({documents[i].kind, i, head_of(documents[i].slug)});
    }
    const auto before = [&](const Key& a, const Key& b) {
        if (a.kind != b.kind) return a.kind < b.kind;
        if (a.head != b.head) return a.head < b.head;
        return documents[a.place].slug < documents[b.place].slug;
    };
    if (!std::is_sorted(keys.begin(), keys.end(), before)) std::sort(keys.begin(), keys.end(), before);
    const auto twice = std::adjacent_find(keys.begin(), keys.end(), [&](const Key& a, const Key& b) {
        return a.kind == b.kind && a.head == b.head && documents[a.place].slug == documents[b.place].slug;
    });
    if (twice != keys.end()) {
        throw core::Error(
            core::Fault::rejected,
            fmt::format("two {} to search have the slug '{}'",
                        kind_names.at(static_cast<std::size_t>(twice->kind)), documents[twice->place].slug),
            "give one of them another slug");
    }
    CorpusOrder order;
    order.by_slug.reserve(keys.size());
    for (const Key& key : keys) order.by_slug.push_back(key.place);
    order.by_rank = order.by_slug;
    std::vector<double> popularity;
    popularity.reserve(documents.size());
    for (const Document& document : documents) popularity.push_back(popularity_of(document));
    for (auto first = order.by_rank.begin(); first != order.by_rank.end();) {
        const auto end = std::find_if(first, order.by_rank.end(), [&](std::uint32_t place) {
            return documents[place].kind != documents[*first].kind;
        });
        std::stable_sort(first, end,
                         [&](std::uint32_t a, std::uint32_t b) { return popularity[a] > popularity[b]; });
        first = end;
    }
    order.number_of.resize(keys.size());
    for (std::uint32_t i = 0; i < order.by_rank.size(); ++i) order.number_of[order.by_rank[i]] = i;
    return order;
}

}  // namespace mallctl::search
