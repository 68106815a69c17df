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
    GroupId before = format::none;  // its number in the artifact before
};

class Groups {
  public:
    explicit Groups(const IndexView* before);

    // The next document is in the groups of this category and these tags. O(tags).
    void add(std::string_view category, const std::vector<std::string>& tags) {
        of_documents_.push_back(set_of(category, tags));
    }
    // The next document is in those of the set of this number in the artifact before.
    void add_before(std::uint32_t set) { of_documents_.push_back(sets_before_[set]); }

    // Writes what the arrays have of groups, but their surfaces; the groups in their order. O(documents *
    // groups of each), and sorting of groups.
    std::vector<Group> finish(format::OwnedArrays& arrays) const;

  private:
    // The groups of a category, of its beginnings and of tags.
    struct Set {
        std::uint32_t category = format::none;
        std::vector<std::uint32_t> groups;  // ascending
    };

    std::uint32_t set_of(std::string_view category, const std::vector<std::string>& tags);
    std::uint32_t group_of(bool category, std::string_view name);
    std::uint32_t number_of(Set set);

    std::vector<Group> groups_;
    std::vector<Set> sets_;
    std::unordered_map<std::string, std::uint32_t> group_numbers_;
    std::unordered_map<std::u32string, std::uint32_t> set_numbers_;
    std::vector<std::uint32_t> sets_before_;
    std::vector<std::uint32_t> of_documents_;
};

}  // namespace mallctl::search
