// Which feature of a plan is which of the plan before: the bookkeeping of plan::match_ids.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "plan/model.hpp"

namespace mallctl::plan {

// By what two features were found to be the same.
enum class Means { none, id, source_id, ref, overlap };

// "id", "source_id", "ref", "overlap"; "" for none.
const char* to_string(Means means);

// Pairs of one class: indexes of the new plan with indexes of the old one, each at most once.
class Pairing {
  public:
    Pairing() = default;
    Pairing(std::size_t fresh, std::size_t old) : old_(fresh), fresh_(old), means_(fresh, Means::none) {}

    // False, and nothing done, where one of them has a partner already.
    bool link(std::size_t fresh, std::size_t old, Means means);

    std::optional<std::size_t> old_of(std::size_t fresh) const { return old_[fresh]; }
    std::optional<std::size_t> fresh_of(std::size_t old) const { return fresh_[old]; }
    Means means_of(std::size_t fresh) const { return means_[fresh]; }
    std::size_t fresh_count() const { return old_.size(); }
    std::size_t old_count() const { return fresh_.size(); }
    std::size_t links() const { return links_; }
    // True when a feature of either plan has no partner.
    bool open() const { return links_ < old_.size() || links_ < fresh_.size(); }

  private:
    std::vector<std::optional<std::size_t>> old_;
    std::vector<std::optional<std::size_t>> fresh_;
    std::vector<Means> means_;
    std::size_t links_ = 0;
};

// Links those that have a key of their own: no other without partner in their plan has the same. `fresh_key`
// and `old_key` give an optional key for an index, `accept(fresh, old)` has the last word. O(n log n).
template <typename FreshKey, typename OldKey, typename Accept>
void link_by_key(Pairing& pairs, Means means, FreshKey fresh_key, OldKey old_key, Accept accept) {
    if (!pairs.open()) return;
    using Key = typename decltype(fresh_key(std::size_t{}))::value_type;
    std::vector<std::pair<Key, std::size_t>> fresh;
    std::vector<std::pair<Key, std::size_t>> old;
    for (std::size_t i = 0; i < pairs.fresh_count(); ++i) {
        if (pairs.old_of(i)) continue;
        if (auto key = fresh_key(i)) fresh.emplace_back(std::move(*key), i);
    }
    if (fresh.empty()) return;
    for (std::size_t i = 0; i < pairs.old_count(); ++i) {
        if (pairs.fresh_of(i)) continue;
        if (auto key = old_key(i)) old.emplace_back(std::move(*key), i);
    }
    std::sort(fresh.begin(), fresh.end());
    std::sort(old.begin(), old.end());
    const auto run_end = [](const auto& sorted, std::size_t begin) {
        std::size_t end = begin + 1;
        while (end < sorted.size() && sorted[end].first == sorted[begin].first) ++end;
        return end;
    };
    for (std::size_t i = 0, j = 0; i < fresh.size() && j < old.size();) {
        if (fresh[i].first < old[j].first) {
            ++i;
        } else if (old[j].first < fresh[i].first) {
            ++j;
        } else {
            const std::size_t i_end = run_end(fresh, i);
            const std::size_t j_end = run_end(old, j);
            const bool unique = i_end == i + 1 && j_end == j + 1;
            if (unique && accept(fresh[i].second, old[j].second)) {
                pairs.link(fresh[i].second, old[j].second, means);
            }
            i = i_end;
            j = j_end;
        }
    }
}

template <typename FreshKey, typename OldKey>
void link_by_key(Pairing& pairs, Means means, FreshKey fresh_key, OldKey old_key) {
    link_by_key(pairs, means, fresh_key, old_key, [](std::size_t, std::size_t) { return true; });
}

// The id that a feature of a new plan states: one that is set, or our own exported as its source id.
inline std::optional<Uuid> stated_id(const Feature& feature) {
    if (!feature.id.is_nil()) return feature.id;
    return core::parse_uuid(feature.source_id);
}

// Links features that state the id of one in the old plan.
template <typename F>
void link_by_id(Pairing& pairs, const std::vector<F>& fresh, const std::vector<F>& old) {
    std::unordered_map<Uuid, std::size_t> index;
    for (std::size_t i = 0; i < fresh.size(); ++i) {
        const auto id = stated_id(fresh[i]);
        if (!id) continue;
        if (index.empty()) {
            index.reserve(old.size());
            for (std::size_t j = 0; j < old.size(); ++j) index.emplace(old[j].id, j);
        }
        const auto found = index.find(*id);
        if (found != index.end()) pairs.link(i, found->second, Means::id);
    }
}

// The index of each source id that only one feature without partner has; `partner_of(i)` tells.
template <typename F, typename PartnerOf>
std::unordered_map<std::string_view, std::optional<std::size_t>> index_of_source_ids(
    const std::vector<F>& features, PartnerOf partner_of) {
    std::unordered_map<std::string_view, std::optional<std::size_t>> index;
    index.reserve(features.size());
    for (std::size_t i = 0; i < features.size(); ++i) {
        if (features[i].source_id.empty() || partner_of(i)) continue;
        const auto [at, is_new] = index.emplace(features[i].source_id, i);
        if (!is_new) at->second.reset();
    }
    return index;
}

// Links features of one source id that `accept(fresh, old)` holds for the same thing. A UUID needs no such
// proof: nobody gives one out twice. Other source ids may be row numbers, or handles that a drawing program
// has dealt out anew. Linear: link_by_key, for what every feature of every plan goes through.
template <typename F, typename Accept>
void link_by_source_id(Pairing& pairs, const std::vector<F>& fresh, const std::vector<F>& old,
                       Accept accept) {
    if (!pairs.open()) return;
    const auto ours = index_of_source_ids(fresh, [&](std::size_t i) { return pairs.old_of(i); });
    if (ours.empty()) return;
    const auto theirs = index_of_source_ids(old, [&](std::size_t j) { return pairs.fresh_of(j); });
    // In any order: no link stands in the way of another.
    for (const auto& [source_id, i] : ours) {
        if (!i) continue;
        const auto found = theirs.find(source_id);
        if (found == theirs.end() || !found->second) continue;
        if (core::parse_uuid(source_id) || accept(*i, *found->second)) {
            pairs.link(*i, *found->second, Means::source_id);
        }
    }
}

}  // namespace mallctl::plan
