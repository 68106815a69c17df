#include "search/synonyms/shipped.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>

#include "search/synonyms/tables.hpp"

namespace mallctl::search {

namespace {

std::vector<std::string_view> listed(std::string_view list) {
    std::vector<std::string_view> parts;
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(','), list.size());
        const std::string_view part = list.substr(0, end);
        list.remove_prefix(std::min(end + 1, list.size()));
        const std::size_t first = part.find_first_not_of(' ');
        if (first != std::string_view::npos) parts.push_back(part.substr(first));
    }
    return parts;
}

std::vector<ShippedSynonyms> all_sets() {
    std::vector<ShippedSynonyms> all;
    for (const auto domain :
         {food_synonyms(), grocery_synonyms(), fashion_synonyms(), home_synonyms(), technology_synonyms(),
          leisure_synonyms(), beauty_synonyms(), service_synonyms(), amenity_synonyms()}) {
        for (const auto& set : domain) {
            all.push_back({set.slug,
                           listed(set.segments),
                           {listed(set.en), listed(set.de), listed(set.fr), listed(set.es), listed(set.pt),
                            listed(set.it), listed(set.zh), listed(set.ar)}});
        }
    }
    return all;
}

// A part of a category as it is compared.
std::string key_of(std::string_view segment) {
    std::string key;
    for (const char letter : segment) {
        if (letter == '_' || letter == '-' || letter == ' ') continue;
        key += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    }
    if (key.ends_with('s')) key.pop_back();
    return key;
}

std::map<std::string, const ShippedSynonyms*, std::less<>> sets_by_key() {
    std::map<std::string, const ShippedSynonyms*, std::less<>> sets;
    for (const auto& set : shipped_synonyms()) {
        for (const auto segment : set.segments) sets.emplace(key_of(segment), &set);
    }
    return sets;
}

}  // namespace

std::span<const ShippedSynonyms> shipped_synonyms() {
    static const std::vector<ShippedSynonyms> sets = all_sets();
    return sets;
}

const ShippedSynonyms* shipped_for(std::string_view category) {
    static const auto sets = sets_by_key();
    const std::size_t last = category.rfind('.');
    if (last != std::string_view::npos && last > 0) {
        const std::size_t before = category.rfind('.', last - 1);
        const auto two = category.substr(before == std::string_view::npos ? 0 : before + 1);
        if (const auto found = sets.find(key_of(two)); found != sets.end()) return found->second;
    }
    const auto one = last == std::string_view::npos ? category : category.substr(last + 1);
    const auto found = sets.find(key_of(one));
    return found == sets.end() ? nullptr : found->second;
}

}  // namespace mallctl::search
