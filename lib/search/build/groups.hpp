// The categories and tags of documents, and who is in them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "search/artifact/index_view.hpp"

namespace mallctl::search {

struct Group {
    bool category = false;
    std::string name;
};

class Groups {
  public:
    // The groups and sets of `before`, where there is one, have their numbers there until the end.
    explicit Groups(const IndexView* before);

    // Numbers for the next document: of its category, none where that is empty, and of its set of groups.
    struct Membership {
        std::uint32_t category = format::none;
        std::uint32_t set = 0;
    };
    void add(const Membership& membership) { memberships_.push_back(membership); }
    // Of a document with this category and these tags. O(tags).
    Membership membership_of(std::string_view category, const std::vector<std::string>& tags);

    // Writes what the arrays have of groups, but their surfaces; the groups in their order. O(documents *
    // groups of each), and sorting of groups.
    std::vector<Group> finish(format::OwnedArrays& arrays) const;

  private:
    std::uint32_t group_of(bool category, std::string_view name);
    std::uint32_t set_of(std::vector<std::uint32_t> groups);

    std::vector<Group> groups_;
    std::vector<std::vector<std::uint32_t>> sets_;
    std::unordered_map<std::string, std::uint32_t> group_numbers_;
    std::unordered_map<std::u32string, std::uint32_t> set_numbers_;
    std::vector<Membership> memberships_;
};

}  // namespace mallctl::search
