#include "search/build/groups.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace mallctl::search {

namespace {

std::u32string key_of(const std::vector<std::uint32_t>& groups) {
    return {groups.begin(), groups.end()};
}

// Numbers of those that are used, in order, by their numbers before.
struct Renumbering {
    std::vector<std::uint32_t> used;
    std::vector<std::uint32_t> number_of;
};

template <typename Before>
Renumbering renumber(const std::vector<std::uint8_t>& used, const Before& before) {
    Renumbering result;
    for (std::uint32_t i = 0; i < used.size(); ++i) {
        if (used[i] != 0) result.used.push_back(i);
    }
    std::sort(result.used.begin(), result.used.end(), before);
    result.number_of.resize(used.size());
    for (std::uint32_t i = 0; i < result.used.size(); ++i) result.number_of[result.used[i]] = i;
    return result;
}

// The members of each group, documents ascending.
void write_members(format::OwnedArrays& arrays, std::size_t groups) {
    const auto each = [&](const auto& visit) {
        for (std::uint32_t document = 0; document < arrays.group_sets.size(); ++document) {
            const std::uint32_t set = arrays.group_sets[document];
            for (auto k = arrays.set_starts[set]; k < arrays.set_starts[set + 1]; ++k) {
                visit(document, arrays.set_groups[k]);
            }
        }
    };
    std::vector<std::uint32_t>& starts = arrays.member_starts;
    starts.assign(groups + 1, 0);
    each([&](std::uint32_t, std::uint32_t group) { ++starts[group + 1]; });
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    arrays.members.resize(starts.back());
    std::vector<std::uint32_t> next(starts.begin(), starts.end() - 1);
    each([&](std::uint32_t document, std::uint32_t group) { arrays.members[next[group]++] = document; });
}

}  // namespace

Groups::Groups(const IndexView* before)
    : groups_(), sets_(), group_numbers_(), set_numbers_(), memberships_() {
    if (before == nullptr) return;
    for (GroupId group = 0; group < before->group_count(); ++group) {
        group_of(before->is_category(group), before->group_name(group));
    }
    const auto& arrays = before->arrays();
    for (std::size_t set = 0; set + 1 < arrays.set_starts.size(); ++set) {
        set_of({arrays.set_groups.begin() + arrays.set_starts[set],
                arrays.set_groups.begin() + arrays.set_starts[set + 1]});
    }
}

Groups::Membership Groups::membership_of(std::string_view category, const std::vector<std::string>& tags) {
    Membership membership;
    std::vector<std::uint32_t> groups;
    for (std::size_t dot = category.find('.'); dot != std::string_view::npos;
         dot = category.find('.', dot + 1)) {
        if (dot > 0) groups.push_back(group_of(true, category.substr(0, dot)));
    }
    if (!category.empty()) {
        membership.category = group_of(true, category);
        groups.push_back(membership.category);
    }
    for (const std::string& tag : tags) {
        if (!tag.empty()) groups.push_back(group_of(false, tag));
    }
    std::sort(groups.begin(), groups.end());
    groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
    membership.set = set_of(std::move(groups));
    return membership;
}

std::uint32_t Groups::group_of(bool category, std::string_view name) {
    std::string key(category ? "c" : "t");
    key += name;
    const auto [found, added] = group_numbers_.try_emplace(std::move(key), groups_.size());
    if (added) groups_.push_back({category, std::string(name)});
    return found->second;
}

std::uint32_t Groups::set_of(std::vector<std::uint32_t> groups) {
    const auto [found, added] = set_numbers_.try_emplace(key_of(groups), sets_.size());
    if (added) sets_.push_back(std::move(groups));
    return found->second;
}

std::vector<Group> Groups::finish(format::OwnedArrays& arrays) const {
    std::vector<std::uint32_t> first_use(sets_.size(), format::none);
    std::vector<std::uint32_t> set_order;
    std::vector<std::uint8_t> used(groups_.size(), 0);
    for (const Membership& membership : memberships_) {
        std::uint32_t& number = first_use[membership.set];
        if (number == format::none) {
            number = static_cast<std::uint32_t>(set_order.size());
            set_order.push_back(membership.set);
            for (const std::uint32_t group : sets_[membership.set]) used[group] = 1;
        }
        arrays.group_sets.push_back(number);
    }
    const Renumbering groups = renumber(used, [&](std::uint32_t a, std::uint32_t b) {
        return std::tuple(!groups_[a].category, std::string_view(groups_[a].name)) <
               std::tuple(!groups_[b].category, std::string_view(groups_[b].name));
    });
    for (const Membership& membership : memberships_) {
        const bool has = membership.category != format::none;
        arrays.categories.push_back(has ? groups.number_of[membership.category] : format::none);
    }
    arrays.set_starts.push_back(0);
    for (const std::uint32_t set : set_order) {
        const auto first = static_cast<std::ptrdiff_t>(arrays.set_groups.size());
        for (const std::uint32_t group : sets_[set]) arrays.set_groups.push_back(groups.number_of[group]);
        std::sort(arrays.set_groups.begin() + first, arrays.set_groups.end());
        arrays.set_starts.push_back(static_cast<std::uint32_t>(arrays.set_groups.size()));
    }
    write_members(arrays, groups.used.size());
    std::vector<Group> ordered;
    for (const std::uint32_t group : groups.used) {
        ordered.push_back(groups_[group]);
        arrays.group_is_category.push_back(groups_[group].category ? 1 : 0);
    }
    return ordered;
}

}  // namespace mallctl::search
