#include "search/build/groups.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace mallctl::search {

namespace {

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
    each([&](std::uint32_t document, std::uint32_t group) { arrays.members[next[group]++] = U24(document); });
}

}  // namespace

Groups::Groups(const IndexView* before)
    : groups_(), sets_(), group_numbers_(), set_numbers_(), sets_before_(), of_documents_() {
    if (before == nullptr) return;
    std::vector<std::uint32_t> numbers;
    for (GroupId group = 0; group < before->group_count(); ++group) {
        numbers.push_back(group_of(before->is_category(group), before->group_name(group)));
        groups_[numbers.back()].before = group;
    }
    const auto& arrays = before->arrays();
    for (std::size_t number = 0; number < arrays.set_categories.size(); ++number) {
        Set set;
        if (arrays.set_categories[number] != format::none) {
            set.category = numbers[arrays.set_categories[number]];
        }
        for (const GroupId group : format::part(arrays.set_starts, arrays.set_groups, number)) {
            set.groups.push_back(numbers[group]);
        }
        std::sort(set.groups.begin(), set.groups.end());
        sets_before_.push_back(number_of(std::move(set)));
    }
}

std::uint32_t Groups::set_of(std::string_view category, const std::vector<std::string>& tags) {
    Set set;
    for (std::size_t dot = category.find('.'); dot != std::string_view::npos;
         dot = category.find('.', dot + 1)) {
        if (dot > 0) set.groups.push_back(group_of(true, category.substr(0, dot)));
    }
    if (!category.empty()) {
        set.category = group_of(true, category);
        set.groups.push_back(set.category);
    }
    for (const std::string& tag : tags) {
        if (!tag.empty()) set.groups.push_back(group_of(false, tag));
    }
    std::sort(set.groups.begin(), set.groups.end());
    set.groups.erase(std::unique(set.groups.begin(), set.groups.end()), set.groups.end());
    return number_of(std::move(set));
}

std::uint32_t Groups::group_of(bool category, std::string_view name) {
    std::string key(category ? "c" : "t");
    key += name;
    const auto [found, added] = group_numbers_.try_emplace(std::move(key), groups_.size());
    if (added) groups_.push_back({category, std::string(name), format::none});
    return found->second;
}

std::uint32_t Groups::number_of(Set set) {
    std::u32string key(set.groups.begin(), set.groups.end());
    key += static_cast<char32_t>(set.category);
    const auto [found, added] = set_numbers_.try_emplace(std::move(key), sets_.size());
    if (added) sets_.push_back(std::move(set));
    return found->second;
}

std::vector<Group> Groups::finish(format::OwnedArrays& arrays) const {
    std::vector<std::uint32_t> first_use(sets_.size(), format::none);
    std::vector<std::uint32_t> set_order;
    std::vector<std::uint8_t> used(groups_.size(), 0);
    for (const std::uint32_t set : of_documents_) {
        std::uint32_t& number = first_use[set];
        if (number == format::none) {
            number = static_cast<std::uint32_t>(set_order.size());
            set_order.push_back(set);
            for (const std::uint32_t group : sets_[set].groups) used[group] = 1;
        }
        arrays.group_sets.push_back(U24(number));
    }
    const Renumbering groups = renumber(used, [&](std::uint32_t a, std::uint32_t b) {
        return std::tuple(!groups_[a].category, std::string_view(groups_[a].name)) <
               std::tuple(!groups_[b].category, std::string_view(groups_[b].name));
    });
    arrays.set_starts.push_back(0);
    for (const std::uint32_t number : set_order) {
        const Set& set = sets_[number];
        const bool has = set.category != format::none;
        arrays.set_categories.push_back(U24(has ? groups.number_of[set.category] : format::none));
        const auto first = static_cast<std::ptrdiff_t>(arrays.set_groups.size());
        for (const std::uint32_t group : set.groups) arrays.set_groups.push_back(groups.number_of[group]);
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
