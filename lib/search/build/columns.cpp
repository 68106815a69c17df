#include "search/build/columns.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string_view>
#include <unordered_map>

namespace mallctl::search {

namespace {

// Popularity to 0..255: the logarithm of how many times the least known popularity it is, so that the scale
// on which it was measured does not matter; known ones are at least 1.
class PopularityScale {
  public:
    explicit PopularityScale(const std::vector<Document>& documents) {
        for (const Document& document : documents) {
            const double value = popularity_of(document);
            if (value == 0) continue;
            least_ = std::min(least_, value);
            most_ = std::max(most_, value);
        }
    }

    std::uint8_t of(const Document& document) const {
        const double value = popularity_of(document);
        if (value == 0) return 0;
        if (most_ == least_) return 255;
        const double part = (std::log(value) - std::log(least_)) / (std::log(most_) - std::log(least_));
        return static_cast<std::uint8_t>(1 + std::lround(std::clamp(part, 0.0, 1.0) * 254));
    }

  private:
    double least_ = std::numeric_limits<double>::max();
    double most_ = 0;
};

using StoreNumbers = std::unordered_map<std::string_view, std::uint32_t>;

StoreNumbers store_numbers(const std::vector<Document>& documents, const CorpusOrder& order) {
    StoreNumbers numbers;
    for (const std::uint32_t place : order.by_slug) {
        if (documents[place].kind != DocumentKind::store) break;
        numbers.emplace(documents[place].slug, order.number_of[place]);
    }
    return numbers;
}

}  // namespace

void write_columns(const std::vector<Document>& documents, const CorpusOrder& order,
                   format::OwnedArrays& arrays) {
    const PopularityScale scale(documents);
    const StoreNumbers stores = store_numbers(documents, order);
    arrays.kind_ends.assign(format::kind_count, 0);
    for (std::uint32_t number = 0; number < order.by_rank.size(); ++number) {
        const Document& document = documents[order.by_rank[number]];
        ++arrays.kind_ends[static_cast<std::size_t>(document.kind)];
        arrays.popularities.push_back(scale.of(document));
        const auto store = document.store.empty() ? stores.end() : stores.find(document.store);
        arrays.stores.push_back(U24(store == stores.end() ? format::none : store->second));
        if (!document.from && !document.to) continue;
        using Limits = std::numeric_limits<std::int64_t>;
        arrays.dated.push_back(number);
        arrays.dated_from.push_back(document.from ? document.from->time_since_epoch().count()
                                                  : Limits::min());
        arrays.dated_to.push_back(document.to ? document.to->time_since_epoch().count() : Limits::max());
    }
    std::partial_sum(arrays.kind_ends.begin(), arrays.kind_ends.end(), arrays.kind_ends.begin());
    for (const std::uint32_t place : order.by_slug) arrays.by_slug.push_back(U24(order.number_of[place]));
}

}  // namespace mallctl::search
