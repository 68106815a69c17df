#include "search/build/columns.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>

namespace mallctl::search {

namespace {

// Popularity to 0..255: the logarithm of how many times the least known popularity it is, so that the scale
// on which it was measured does not matter; known ones are at least 1.
class PopularityScale {
  public:
    explicit PopularityScale(const CorpusFacts& facts) {
        for (const DocumentFacts& document : facts.documents) {
            const double value = document.popularity;
            if (value == 0) continue;
            least_ = std::min(least_, value);
            most_ = std::max(most_, value);
        }
    }

    // Documents that are as popular as the one before are asked for in a row.
    std::uint8_t of(double value) {
        if (value != last_) {
            last_ = value;
            last_step_ = step_of(value);
        }
        return last_step_;
    }

  private:
    std::uint8_t step_of(double value) const {
        if (value == 0) return 0;
        if (most_ == least_) return 255;
        const double part = (std::log(value) - std::log(least_)) / (std::log(most_) - std::log(least_));
        return static_cast<std::uint8_t>(1 + std::lround(std::clamp(part, 0.0, 1.0) * 254));
    }

    double least_ = std::numeric_limits<double>::max();
    double most_ = 0;
    double last_ = 0;
    std::uint8_t last_step_ = 0;
};

// Whose product or offer a document is.
class StoreNumbers {
  public:
    StoreNumbers(const std::vector<Document>& documents, const CorpusOrder& order, const Previous& before,
                 const Matches& matches)
        : documents_(documents), order_(order), matches_(matches), stores_before_(), by_slug_() {
        if (before.view() != nullptr) stores_before_ = before.view()->arrays().stores;
    }

    std::uint32_t of(std::uint32_t place) {
        const DocumentId old = matches_.unchanged[place];
        const std::uint32_t store = old < stores_before_.size() ? stores_before_[old] : format::none;
        if (store == format::none) return find(documents_[place].store);
        return number_of(matches_.place_of[store]);
    }

  private:
    std::uint32_t number_of(std::uint32_t place) const {
        return place == format::none ? format::none : order_.number_of[place];
    }

    std::uint32_t find(std::string_view slug) {
        if (!by_slug_) make_by_slug();
        const auto found = by_slug_->find(slug);
        return found == by_slug_->end() ? format::none : found->second;
    }

    void make_by_slug() {
        by_slug_.emplace();
        for (const std::uint32_t place : order_.by_slug) {
            if (documents_[place].kind != DocumentKind::store) break;
            by_slug_->emplace(documents_[place].slug, order_.number_of[place]);
        }
    }

    const std::vector<Document>& documents_;
    const CorpusOrder& order_;
    const Matches& matches_;
    std::span<const U24> stores_before_;
    std::optional<std::unordered_map<std::string_view, std::uint32_t>> by_slug_;  // made when it is asked
};

void write_validity(const Document& document, std::uint32_t number, format::OwnedArrays& arrays) {
    using Limits = std::numeric_limits<std::int64_t>;
    arrays.dated.push_back(number);
    arrays.dated_from.push_back(document.from ? document.from->time_since_epoch().count() : Limits::min());
    arrays.dated_to.push_back(document.to ? document.to->time_since_epoch().count() : Limits::max());
}

void reserve(format::OwnedArrays& arrays, std::size_t documents) {
    arrays.popularities.reserve(documents);
    arrays.stores.reserve(documents);
    arrays.hashes.reserve(documents);
    arrays.high_hashes.reserve(documents);
    arrays.by_slug.reserve(documents);
}

}  // namespace

void write_columns(const std::vector<Document>& documents, const CorpusFacts& facts, const CorpusOrder& order,
                   const Previous& before, const Matches& matches, format::OwnedArrays& arrays) {
    PopularityScale scale(facts);
    StoreNumbers stores(documents, order, before, matches);
    reserve(arrays, documents.size());
    arrays.kind_ends.assign(format::kind_count, 0);
    for (std::uint32_t number = 0; number < order.by_rank.size(); ++number) {
        const std::uint32_t place = order.by_rank[number];
        const DocumentFacts& document = facts.documents[place];
        ++arrays.kind_ends[static_cast<std::size_t>(document.kind)];
        arrays.hashes.push_back(static_cast<std::uint32_t>(document.hash));
        arrays.high_hashes.push_back(static_cast<std::uint16_t>(document.hash >> 32));
        arrays.popularities.push_back(scale.of(document.popularity));
        arrays.stores.push_back(U24(document.has_store ? stores.of(place) : format::none));
        if (document.dated) write_validity(documents[place], number, arrays);
    }
    std::partial_sum(arrays.kind_ends.begin(), arrays.kind_ends.end(), arrays.kind_ends.begin());
    for (const std::uint32_t place : order.by_slug) arrays.by_slug.push_back(U24(order.number_of[place]));
}

}  // namespace mallctl::search
